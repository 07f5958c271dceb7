package dev.trackbus.kinesis;

import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;

class DeploysAnother {
    void deploy(Vertx vertx) {
        vertx.deployVerticle(new VerticleBase() {});
    }
}

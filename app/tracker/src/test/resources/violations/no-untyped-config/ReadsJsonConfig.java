package dev.trackbus.http;

import io.vertx.core.VerticleBase;

class ReadsJsonConfig extends VerticleBase {
    int port() {
        return context.config().getInteger("port");
    }
}

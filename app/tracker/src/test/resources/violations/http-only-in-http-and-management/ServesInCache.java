package dev.trackbus.cache;

import io.vertx.core.Vertx;

class ServesInCache {
    void serve(Vertx vertx) {
        vertx.createHttpServer().listen(8_080);
    }
}

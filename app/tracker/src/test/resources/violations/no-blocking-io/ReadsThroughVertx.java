package dev.trackbus.cache;

import io.vertx.core.Vertx;

class ReadsThroughVertx {
    String programs(Vertx vertx) {
        return vertx.fileSystem().readFileBlocking("programs.json").toString();
    }
}

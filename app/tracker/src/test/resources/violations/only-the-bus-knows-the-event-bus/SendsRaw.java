package dev.trackbus.http;

import io.vertx.core.Vertx;

class SendsRaw {
    void send(Vertx vertx) {
        vertx.eventBus().send("redis.find-program", "212313");
    }
}

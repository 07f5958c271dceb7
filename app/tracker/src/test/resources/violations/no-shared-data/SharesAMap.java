package dev.trackbus.cache;

import io.vertx.core.Vertx;

class SharesAMap {
    void remember(Vertx vertx) {
        vertx.sharedData().getLocalMap("programs").put("212313", "sale");
    }
}

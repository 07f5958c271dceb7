package dev.trackbus.bus;

import io.vertx.core.Vertx;

class SecondFacade {
    void publish(Vertx vertx, Object message) {
        vertx.eventBus().publish("anywhere", message);
    }
}

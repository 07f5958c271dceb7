package dev.trackbus.tracker;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;

class WaitsInTheBootstrap extends VerticleBase {
    @Override
    public Future<?> start() {
        vertx.timer(1).await(); // fires
        return Future.succeededFuture();
    }
}

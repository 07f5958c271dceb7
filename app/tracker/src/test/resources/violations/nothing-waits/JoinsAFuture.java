package dev.trackbus.cache;

import io.vertx.core.Future;

class JoinsAFuture {
    String now(Future<String> later) {
        return later.toCompletionStage().toCompletableFuture().join(); // fires
    }
}

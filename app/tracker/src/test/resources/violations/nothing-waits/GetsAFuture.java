package dev.trackbus.redis;

import io.vertx.core.Future;
import java.util.concurrent.ExecutionException;

class GetsAFuture {
    String now(Future<String> later) throws ExecutionException, InterruptedException {
        return later.toCompletionStage().toCompletableFuture().get(); // fires
    }
}

package dev.trackbus.http;

import io.vertx.core.Future;

class AwaitsAFuture {
    String now(Future<String> later) {
        return later.await();
    }
}

package dev.trackbus.http;

import io.vertx.core.Future;
import java.util.function.Supplier;

class AwaitsAFuture {
    String now(Future<String> later) {
        return later.await(); // fires
    }

    Supplier<String> byReference(Future<String> later) {
        return later::await; // fires
    }
}

package dev.trackbus.cache;

import io.vertx.core.Context;

class KeepsStateInTheContext {
    void keep(Context context) {
        context.put("program", "212313");
    }
}

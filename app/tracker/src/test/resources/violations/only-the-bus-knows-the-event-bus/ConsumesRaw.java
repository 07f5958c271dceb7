package dev.trackbus.cache;

import io.vertx.core.Vertx;
import io.vertx.core.eventbus.Message;

class ConsumesRaw {
    void consume(Vertx vertx) {
        vertx.eventBus().<String>consumer("cache.validate", this::answer);
    }

    private void answer(Message<String> question) {
        question.reply("yes");
    }
}

package dev.trackbus.tracker;

import io.vertx.core.eventbus.EventBus;

class DeploysWithEventBus {
    private EventBus eventBus;
}

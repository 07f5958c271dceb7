package dev.trackbus.cache;

import dev.trackbus.bus.Bus;
import dev.trackbus.bus.HealthRequest;
import dev.trackbus.bus.RedisContract;

class AsksTheWrongQuestion {
    void ask(Bus bus) {
        bus.request(RedisContract.FIND_PROGRAM, new HealthRequest()); // stopped: compiler.err.cant.apply.symbol
    }
}

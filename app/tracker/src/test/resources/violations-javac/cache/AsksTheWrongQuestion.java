package dev.trackbus.cache;

import dev.trackbus.bus.Bus;
import dev.trackbus.bus.Probe;
import dev.trackbus.bus.RedisContract;

class AsksTheWrongQuestion {
    void ask(Bus bus) {
        bus.ask(RedisContract.FIND, new Probe()); // stopped: compiler.err.cant.apply.symbol
    }
}

package dev.trackbus.cache;

import dev.trackbus.bus.Bus;
import dev.trackbus.bus.FindProgram;
import dev.trackbus.bus.Program;
import dev.trackbus.bus.RedisContract;
import io.vertx.core.Future;

class ExpectsTheWrongAnswer {
    Future<Program> find(Bus bus) {
        return bus.request(RedisContract.FIND_PROGRAM, new FindProgram("212313")); // stopped: compiler.err.prob.found.req
    }
}

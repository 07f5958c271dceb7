package dev.trackbus.http;

import dev.trackbus.bus.Failure;

class ForgetsAFailure {
    int status(Failure failure) {
        return switch (failure) { // stopped: compiler.err.not.exhaustive
            case UNAVAILABLE, OVERLOADED -> 503;
            case INTERNAL -> 500;
        };
    }
}

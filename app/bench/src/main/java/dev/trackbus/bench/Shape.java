package dev.trackbus.bench;

import java.util.Map;

/**
 * What wrk asks for, in the words of load.lua.
 *
 * @param mode        which requests
 * @param programs    among how many programs
 * @param connections at the same time
 */
record Shape(String mode, int programs, int connections) {
    /** One address, again and again. */
    static final Shape HOT = new Shape("hot", 1, 64);

    static Shape of(String mode, int programs) {
        return new Shape(mode, programs, HOT.connections);
    }

    Shape connections(int other) {
        return new Shape(mode, programs, other);
    }

    Map<String, String> environment() {
        return Map.of("LOAD", mode, "PROGRAMS", Integer.toString(programs));
    }
}

package dev.trackbus.bench;

import java.util.Map;
import java.util.Set;

/**
 * What wrk asks for, in the words of load.lua.
 *
 * @param mode        which requests
 * @param programs    among how many programs
 * @param connections at the same time
 * @param from        at which of the programs it begins, so that a round goes on where the last one ended
 */
record Shape(String mode, int programs, int connections, long from) {
    /** One address, again and again. */
    static final Shape HOT = new Shape("hot", 1, 64, 0);

    private static final Set<String> NUMBERED = Set.of("each", "zipf");

    static Shape of(String mode, int programs) {
        return new Shape(mode, programs, HOT.connections, 0);
    }

    Shape connections(int other) {
        return new Shape(mode, programs, other, from);
    }

    Shape from(long other) {
        return new Shape(mode, programs, connections, other);
    }

    /** How many of the programs p1, p2, … must be there. */
    int numbered() {
        return NUMBERED.contains(mode) ? programs : 0;
    }

    Map<String, String> environment() {
        return Map.of("LOAD", mode, "PROGRAMS", Integer.toString(programs), "FROM", Long.toString(from));
    }
}

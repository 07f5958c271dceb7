package dev.trackbus.bench;

import io.vertx.core.json.JsonObject;
import java.io.IOException;

/**
 * A case beside the hot one.
 *
 * @param name  for {@code --case}
 * @param title for people
 * @param play  runs it
 */
record Case(String name, String title, Play play) {
    /** Runs a case. */
    @FunctionalInterface
    interface Play {
        /**
         * Blocks.
         *
         * @param arena with a bare server and a Trackbus
         * @param title for the table
         * @return the figures
         */
        JsonObject on(Arena arena, String title) throws IOException, InterruptedException;
    }

    /** A closed loop of that shape on the Trackbus that is there. */
    static Case closed(String name, String title, Shape shape) {
        return new Case(name, title, (arena, named) -> arena.closed(named, arena.trackbus(), shape));
    }

    /** The hot program on a Trackbus of its own with that JOURNAL_MODE. */
    static Case mode(String mode) {
        return new Case(mode, "JOURNAL_MODE " + mode, (arena, named) -> arena.mode(named, mode));
    }
}

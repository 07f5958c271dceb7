package dev.trackbus.bench.faults;

import java.util.function.Supplier;

/**
 * A line of the fault matrix, or one of its parts.
 *
 * @param number   the line
 * @param title    what happens, for people
 * @param scale    its long form
 * @param scenario makes it
 */
record Row(int number, String title, Scale scale, Supplier<Scenario> scenario) {
    /** Plays it once on a stage of its own. What goes wrong outside of the promise counts as a failure too. */
    Outcome play(Ground ground, Scale scale) {
        ground.say("%d %s", number, title);
        try (Stage stage = new Stage(ground)) {
            try {
                scenario.get().play(stage, scale);
            } catch (Exception e) {
                stage.outcome().expect(false, "not played to its end: %s", e);
            }
            ground.say("  row %d, %s: %s%n", number, title, stage.outcome().summary());
            return stage.outcome();
        }
    }
}

package dev.trackbus.bench.faults;

/** One fault, from a healthy start to the verdict. */
@FunctionalInterface
interface Scenario {
    /**
     * Plays it; what is not as promised is told to the stage.
     *
     * @param stage everything that takes part, not started yet
     * @param scale how much of it
     */
    void play(Stage stage, Scale scale) throws Exception;
}

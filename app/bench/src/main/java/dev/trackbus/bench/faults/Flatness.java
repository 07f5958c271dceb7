package dev.trackbus.bench.faults;

import java.util.List;

/**
 * What a process held in the first and in the last quarter of a run, by medians: whoever leaks holds more in the end.
 *
 * @param first of the first quarter
 * @param last  of the last
 */
record Flatness(Sample first, Sample last) {
    private static final double TOLERANCE = 1.1;
    private static final int FEW_MEBIBYTES = 8;
    private static final int QUARTERS = 4;

    /** @param samples in their order, at least four, none from the warm-up */
    static Flatness of(List<Sample> samples) {
        int quarter = samples.size() / QUARTERS;
        return new Flatness(
                Sample.median(samples.subList(0, quarter)),
                Sample.median(samples.subList(samples.size() - quarter, samples.size())));
    }

    /** Whether nothing grew by more than a tenth, or a little where there is little. */
    boolean isFlat() {
        return last.figures().isBackAt(first.figures())
                && last.residentMebibytes() <= first.residentMebibytes() * TOLERANCE + FEW_MEBIBYTES;
    }

    @Override
    public String toString() {
        return "first quarter %s; last quarter %s".formatted(first, last);
    }
}

package dev.trackbus.bench.functions;

import java.util.List;
import java.util.Locale;

/**
 * Figures by their size.
 *
 * @param ascending at least one, sorted
 */
record Quantiles(List<Double> ascending) {
    static Quantiles of(List<Double> figures) {
        return new Quantiles(figures.stream().sorted().toList());
    }

    /** The figure that so large a share does not exceed; above 0, 1 gives the largest. */
    double at(double share) {
        return ascending.get((int) Math.ceil(share * ascending.size()) - 1);
    }

    double median() {
        return at(0.5);
    }

    double least() {
        return ascending.get(0);
    }

    double most() {
        return at(1);
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%.2f (%.2f-%.2f)", median(), least(), most());
    }
}

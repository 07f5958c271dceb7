package dev.trackbus.bench;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;

/**
 * Some figures by their size: the middle of them, and how far they lie apart.
 *
 * @param ascending at least one, sorted
 */
public record Spread(List<Double> ascending) {
    /**
     * Sorts them.
     *
     * @param figures at least one
     * @return immutable
     */
    public static Spread of(List<Double> figures) {
        return new Spread(figures.stream().sorted().toList());
    }

    /**
     * The figure that so large a share does not exceed.
     *
     * @param share above 0; 1 gives the largest
     * @return one of the figures
     */
    public double at(double share) {
        return ascending.get((int) Math.ceil(share * ascending.size()) - 1);
    }

    /**
     * The lowest.
     *
     * @return one of the figures
     */
    public double least() {
        return ascending.get(0);
    }

    /**
     * The middle one, or the mean of the two in the middle.
     *
     * @return least … most
     */
    public double median() {
        int middle = ascending.size() / 2;
        return ascending.size() % 2 == 1
                ? ascending.get(middle)
                : (ascending.get(middle - 1) + ascending.get(middle)) / 2;
    }

    /**
     * The highest.
     *
     * @return one of the figures
     */
    public double most() {
        return at(1);
    }

    JsonObject toJson() {
        return new JsonObject().put("least", least()).put("median", median()).put("most", most());
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%.2f (%.2f-%.2f)", median(), least(), most());
    }
}

package dev.trackbus.bench;

import io.vertx.core.json.JsonObject;
import java.util.List;

/**
 * The middle of some figures and how far they lie apart.
 *
 * @param least  the lowest
 * @param median the middle one, or the mean of the two in the middle
 * @param most   the highest
 */
record Spread(double least, double median, double most) {
    static Spread of(List<Double> figures) {
        List<Double> sorted = figures.stream().sorted().toList();
        int middle = sorted.size() / 2;
        double median = sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
        return new Spread(sorted.get(0), median, sorted.get(sorted.size() - 1));
    }

    JsonObject toJson() {
        return new JsonObject().put("least", least).put("median", median).put("most", most);
    }

    @Override
    public String toString() {
        return "%.2f (%.2f-%.2f)".formatted(median, least, most);
    }
}

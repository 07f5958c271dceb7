package dev.trackbus.tracker;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Table of the service's own meters for app/tracker/README.md, by their Prometheus names. */
final class MetricsTable {
    private static final String OURS = "trackbus.";

    private MetricsTable() {}

    static String of(PrometheusMeterRegistry meters) {
        TreeMap<String, List<Meter.Id>> byName = meters.getMeters().stream()
                .map(Meter::getId)
                .filter(id -> id.getName().startsWith(OURS))
                .collect(Collectors.groupingBy(
                        id -> id.getConventionName(meters.config().namingConvention())
                                + (id.getType() == Meter.Type.COUNTER ? "_total" : ""),
                        TreeMap::new,
                        Collectors.toList()));
        StringBuilder table = new StringBuilder("| metric | type | labels | meaning |\n| --- | --- | --- | --- |\n");
        byName.forEach((name, ids) -> table.append("| `%s` | %s | %s | %s |\n"
                .formatted(name, type(ids.get(0)), labels(ids), ids.get(0).getDescription())));
        return table.toString();
    }

    private static String type(Meter.Id id) {
        return id.getType().name().toLowerCase(Locale.ROOT);
    }

    private static String labels(List<Meter.Id> ids) {
        String keys = ids.stream()
                .flatMap(id -> id.getTags().stream())
                .map(Tag::getKey)
                .distinct()
                .sorted()
                .map(key -> "`" + key + "`")
                .collect(Collectors.joining(", "));
        return keys.isEmpty() ? "–" : keys;
    }
}

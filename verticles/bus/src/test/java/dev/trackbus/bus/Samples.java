package dev.trackbus.bus;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** One message of each kind, for the tests of this package. */
final class Samples {
    static final TrackingRequest REQUEST = new TrackingRequest(
            "01890a5d-ac96-774b-bcce-b302099a8057",
            1_700_000_000_000L,
            "212313",
            EventType.CLICK,
            parameters("type", "click", "orderId", "4711 ü"),
            "Mozilla/5.0");
    static final TrackingRequest FLAGGED = new TrackingRequest(
            "01890a5d-ac96-774b-bcce-b302099a8058",
            1_700_000_000_001L,
            "212313",
            EventType.IMPRESSION,
            parameters("cb", "%%CACHEBUSTER%%"),
            "Mozilla/5.0",
            TrafficFlags.of(TrafficFlag.MALFORMED_ESCAPE));
    static final Program PROGRAM = new Program(
            "212313",
            "Summer \"sale\"",
            "c0ffee",
            new Customer(-7, "Ädler & Co"),
            new Validity(true, Long.MIN_VALUE, 1_800_000_000_000L),
            ParameterNames.of(List.of("orderId")),
            42);
    static final Batch BATCH = new Batch.Builder()
            .add(5, "key-a", "payload a".getBytes(StandardCharsets.UTF_8))
            .add(6, "key-b", new byte[] {0, -1})
            .build();

    private Samples() {}

    static Parameters parameters(String... namesAndValues) {
        Parameters.Builder builder = new Parameters.Builder();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            builder.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return builder.build();
    }
}

package dev.trackbus.bus;

import io.vertx.core.json.JsonObject;
import java.util.Objects;

/**
 * Advertising program, as the core data describes it.
 *
 * <p>JSON form: {@code {"programId","programName","checksum","customer":{},"validity":{},"requires":[],"version"}}.
 *
 * @param programId   1-64 characters of [A-Za-z0-9_-]
 * @param programName at most 1,024 characters
 * @param checksum    checksum that a request must have if it has one
 * @param customer    advertiser that owns it
 * @param validity    time in which it accepts events
 * @param requires    parameters that each request must have
 * @param version     0 … 2^53−1; of two states the one with the higher version is the newer
 */
public record Program(
        String programId,
        String programName,
        String checksum,
        Customer customer,
        Validity validity,
        ParameterNames requires,
        long version) {
    /** Checks that nothing is null. */
    public Program {
        Objects.requireNonNull(programId, "programId");
        Objects.requireNonNull(programName, "programName");
        Objects.requireNonNull(checksum, "checksum");
        Objects.requireNonNull(customer, "customer");
        Objects.requireNonNull(validity, "validity");
        Objects.requireNonNull(requires, "requires");
    }

    static Program fromJson(JsonObject json) {
        return new Program(
                json.getString("programId"),
                json.getString("programName"),
                json.getString("checksum"),
                Customer.fromJson(json.getJsonObject("customer")),
                Validity.fromJson(json.getJsonObject("validity")),
                ParameterNames.fromJson(json.getJsonArray("requires")),
                json.getLong("version"));
    }

    JsonObject toJson() {
        return new JsonObject()
                .put("programId", programId)
                .put("programName", programName)
                .put("checksum", checksum)
                .put("customer", customer.toJson())
                .put("validity", validity.toJson())
                .put("requires", requires.toJson())
                .put("version", version);
    }
}

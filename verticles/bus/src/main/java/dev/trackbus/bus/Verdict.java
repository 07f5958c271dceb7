package dev.trackbus.bus;

import io.vertx.core.json.JsonObject;
import java.util.Objects;
import java.util.function.Function;

/**
 * What is thought of a request. A fault is no verdict but a {@link Failure}.
 *
 * <p>JSON form: {@code {"outcome":"ACCEPTED","program":{}}}, {@code {"outcome":"REFUSED","program":{},"refusal","parameter"}}
 * or {@code {"outcome":"UNKNOWN"}}.
 */
public sealed interface Verdict {
    /** The form in which verdicts are told to others. */
    JsonForm<Verdict> JSON = new JsonForm<>(Verdict.class, Verdict::fromJson, Verdict::toJson);

    /** There is no such program. */
    Verdict UNKNOWN = new Unknown();

    /**
     * The request is valid.
     *
     * @param program what it is about
     */
    record Accepted(Program program) implements Verdict {
        /** The program may not be null. */
        public Accepted {
            Objects.requireNonNull(program, "program");
        }
    }

    /**
     * The program exists, but the request is not valid.
     *
     * @param program   what it is about
     * @param refusal   why; never {@link Refusal#UNKNOWN_PROGRAM}
     * @param parameter which parameter it is about, empty where it is about none
     */
    record Refused(Program program, Refusal refusal, String parameter) implements Verdict {
        /** Nothing may be null. */
        public Refused {
            Objects.requireNonNull(program, "program");
            Objects.requireNonNull(refusal, "refusal");
            Objects.requireNonNull(parameter, "parameter");
        }
    }

    /** There is no such program. */
    record Unknown() implements Verdict {}

    /**
     * Answers for each kind; a new kind stops the build.
     *
     * @param accepted for a valid request
     * @param refused  for an invalid one
     * @param unknown  for an unknown program
     * @param <T>      the answer
     * @return the answer of the one that applies
     */
    default <T> T fold(Function<Accepted, T> accepted, Function<Refused, T> refused, Function<Unknown, T> unknown) {
        if (this instanceof Accepted is) {
            return accepted.apply(is);
        }
        return this instanceof Refused is ? refused.apply(is) : unknown.apply((Unknown) this);
    }

    private static Verdict fromJson(JsonObject json) {
        String outcome = Objects.requireNonNull(json.getString("outcome"), "outcome");
        return switch (outcome) {
            case "ACCEPTED" -> new Accepted(Program.fromJson(json.getJsonObject("program")));
            case "REFUSED" ->
                new Refused(
                        Program.fromJson(json.getJsonObject("program")),
                        Refusal.valueOf(json.getString("refusal")),
                        json.getString("parameter"));
            case "UNKNOWN" -> UNKNOWN;
            default -> throw new IllegalArgumentException("outcome " + outcome);
        };
    }

    private static JsonObject toJson(Verdict verdict) {
        return verdict.fold(
                is -> new JsonObject()
                        .put("outcome", "ACCEPTED")
                        .put("program", is.program().toJson()),
                is -> new JsonObject()
                        .put("outcome", "REFUSED")
                        .put("program", is.program().toJson())
                        .put("refusal", is.refusal().name())
                        .put("parameter", is.parameter()),
                is -> new JsonObject().put("outcome", "UNKNOWN"));
    }
}

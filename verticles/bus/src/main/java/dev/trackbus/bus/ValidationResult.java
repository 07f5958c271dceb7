package dev.trackbus.bus;

import io.vertx.core.json.JsonObject;
import java.util.Objects;
import java.util.function.Function;

/**
 * Result of validating a tracking request. A fault is a {@link Failure}, not a result.
 *
 * <p>JSON form: {@code {"outcome":"ACCEPTED","program":{}}},
 * {@code {"outcome":"REJECTED","program":{},"reason","parameter"}} or {@code {"outcome":"UNKNOWN_PROGRAM"}}.
 */
public sealed interface ValidationResult {
    /** JSON form of a result. */
    JsonCodec<ValidationResult> JSON =
            new JsonCodec<>(ValidationResult.class, ValidationResult::fromJson, ValidationResult::toJson);

    /** Result for a program that does not exist. */
    ValidationResult UNKNOWN_PROGRAM = new UnknownProgram();

    /**
     * Calls the function of this kind. Each kind implements it, so a new kind does not compile without a function of its
     * own here and at each caller.
     *
     * @param accepted called for a valid request
     * @param rejected called for an invalid one
     * @param unknown  called for an unknown program
     * @param <T>      type of the result
     * @return result of the function
     */
    <T> T fold(Function<Accepted, T> accepted, Function<Rejected, T> rejected, Function<UnknownProgram, T> unknown);

    /**
     * The request is valid.
     *
     * @param program the program of the request
     */
    record Accepted(Program program) implements ValidationResult {
        /** Checks that the program is not null. */
        public Accepted {
            Objects.requireNonNull(program, "program");
        }

        @Override
        public <T> T fold(
                Function<Accepted, T> accepted, Function<Rejected, T> rejected, Function<UnknownProgram, T> unknown) {
            return accepted.apply(this);
        }
    }

    /**
     * The program exists, but the request is not valid.
     *
     * @param program   the program of the request
     * @param reason    never {@link RejectionReason#UNKNOWN_PROGRAM}
     * @param parameter name of the invalid or missing parameter, empty if the reason is not about one
     */
    record Rejected(Program program, RejectionReason reason, String parameter) implements ValidationResult {
        /** Checks that nothing is null. */
        public Rejected {
            Objects.requireNonNull(program, "program");
            Objects.requireNonNull(reason, "reason");
            Objects.requireNonNull(parameter, "parameter");
        }

        @Override
        public <T> T fold(
                Function<Accepted, T> accepted, Function<Rejected, T> rejected, Function<UnknownProgram, T> unknown) {
            return rejected.apply(this);
        }
    }

    /** The program does not exist. */
    record UnknownProgram() implements ValidationResult {
        @Override
        public <T> T fold(
                Function<Accepted, T> accepted, Function<Rejected, T> rejected, Function<UnknownProgram, T> unknown) {
            return unknown.apply(this);
        }
    }

    private static ValidationResult fromJson(JsonObject json) {
        String outcome = Objects.requireNonNull(json.getString("outcome"), "outcome");
        return switch (outcome) {
            case "ACCEPTED" -> new Accepted(Program.fromJson(json.getJsonObject("program")));
            case "REJECTED" ->
                new Rejected(
                        Program.fromJson(json.getJsonObject("program")),
                        RejectionReason.valueOf(json.getString("reason")),
                        json.getString("parameter"));
            case "UNKNOWN_PROGRAM" -> UNKNOWN_PROGRAM;
            default -> throw new IllegalArgumentException("outcome " + outcome);
        };
    }

    private static JsonObject toJson(ValidationResult result) {
        return result.fold(
                accepted -> new JsonObject()
                        .put("outcome", "ACCEPTED")
                        .put("program", accepted.program().toJson()),
                rejected -> new JsonObject()
                        .put("outcome", "REJECTED")
                        .put("program", rejected.program().toJson())
                        .put("reason", rejected.reason().name())
                        .put("parameter", rejected.parameter()),
                unknown -> new JsonObject().put("outcome", "UNKNOWN_PROGRAM"));
    }
}

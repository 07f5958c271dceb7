package dev.trackbus.http;

import dev.trackbus.bus.Failure;
import dev.trackbus.bus.RejectionReason;
import java.util.Locale;

/** Code of each problem response, with its status. Its name in lower case is the {@code code} that clients rely on. */
enum ProblemCode {
    MALFORMED_REQUEST(400, "bad_request", "The request is not valid HTTP"),
    MALFORMED_ENCODING(400, "bad_request", "Percent-encoding or UTF-8 is malformed"),
    CONTROL_CHARACTER(400, "bad_request", "Control characters are not allowed"),
    INVALID_PROGRAM_ID(400, "bad_request", "A program id is 1 to 64 of A-Z, a-z, 0-9, _ and -"),
    MALFORMED_JSON(400, "bad_request", "The body is not a flat JSON object of texts, numbers and booleans"),
    EMPTY_NAME(400, "bad_request", "A parameter has no name"),
    NAME_TOO_LONG(400, "bad_request", "A parameter's name has more than 64 characters"),
    VALUE_TOO_LONG(400, "bad_request", "A parameter's value has more than 1024 characters"),
    TOO_MANY_PARAMETERS(400, "bad_request", "There are more than 32 parameters"),
    UNKNOWN_PATH(404, "bad_request", "The path does not exist"),
    METHOD_NOT_ALLOWED(405, "bad_request", "The method is not allowed here"),
    REQUEST_TIMEOUT(408, "slow_client", "The body did not arrive in time"),
    BODY_TOO_LARGE(413, "bad_request", "The body is larger than 64 KiB"),
    URL_TOO_LONG(414, "bad_request", "The URL is longer than 8 KiB"),
    UNSUPPORTED_CONTENT_ENCODING(415, "bad_request", "The body must not be compressed or otherwise encoded"),
    UNSUPPORTED_MEDIA_TYPE(415, "bad_request", "The body must be application/json or text/plain"),
    EXPECTATION_FAILED(417, "bad_request", "The only expectation supported is 100-continue"),
    HEADERS_TOO_LARGE(431, "bad_request", "The headers are larger than 16 KiB"),
    VERSION_NOT_SUPPORTED(505, "bad_request", "The HTTP version is not supported"),
    UNKNOWN_PROGRAM(404, "unknown", "The program does not exist"),
    PROGRAM_INACTIVE(410, "refused", "The program is switched off"),
    PROGRAM_NOT_YET_VALID(410, "refused", "The program is not valid yet"),
    PROGRAM_EXPIRED(410, "refused", "The program has expired"),
    UNKNOWN_TYPE(422, "refused", "The type must be impression, click or conversion"),
    CUSTOMER_MISMATCH(422, "refused", "The customerId is not the program's"),
    CHECKSUM_MISMATCH(422, "refused", "The checksum is not the program's"),
    MISSING_PARAMETER(422, "refused", "A parameter that the program requires is missing"),
    INTERNAL_ERROR(500, "failed", "The service has a defect"),
    UNAVAILABLE(503, "unavailable", "The request cannot be validated or stored now"),
    TIMED_OUT(503, "unavailable", "The request was not answered in time"),
    OVERLOADED(503, "unavailable", "The journal is full"),
    TOO_MANY_IN_FLIGHT(503, "shed", "The service has too many requests in flight"),
    TOO_MANY_BODY_BYTES(503, "shed", "The service has too many bytes of request bodies in memory"),
    TOO_BUSY(503, "shed", "The service is overloaded");

    private static final String TYPE_PREFIX = "urn:trackbus:problem:";

    private final int status;
    private final String outcome;
    private final String title;
    private final String code = name().toLowerCase(Locale.ROOT).replace('_', '-');
    private final String type = TYPE_PREFIX + code;

    ProblemCode(int status, String outcome, String title) {
        this.status = status;
        this.outcome = outcome;
        this.title = title;
    }

    int status() {
        return status;
    }

    /** The group in which the metrics count it. */
    String outcome() {
        return outcome;
    }

    String title() {
        return title;
    }

    String code() {
        return code;
    }

    String type() {
        return type;
    }

    static ProblemCode of(RejectionReason refusal) {
        return switch (refusal) {
            case UNKNOWN_PROGRAM -> UNKNOWN_PROGRAM;
            case INACTIVE -> PROGRAM_INACTIVE;
            case NOT_YET_VALID -> PROGRAM_NOT_YET_VALID;
            case EXPIRED -> PROGRAM_EXPIRED;
            case UNKNOWN_TYPE -> UNKNOWN_TYPE;
            case CUSTOMER_MISMATCH -> CUSTOMER_MISMATCH;
            case CHECKSUM_MISMATCH -> CHECKSUM_MISMATCH;
            case MISSING_PARAMETER -> MISSING_PARAMETER;
        };
    }

    static ProblemCode of(Failure failure) {
        return switch (failure) {
            case UNAVAILABLE -> UNAVAILABLE;
            case TIMED_OUT -> TIMED_OUT;
            case OVERLOADED -> OVERLOADED;
            case INTERNAL -> INTERNAL_ERROR;
        };
    }
}

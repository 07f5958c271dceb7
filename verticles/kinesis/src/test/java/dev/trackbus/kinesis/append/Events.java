package dev.trackbus.kinesis.append;

import dev.trackbus.bus.Customer;
import dev.trackbus.bus.EventType;
import dev.trackbus.bus.ParameterNames;
import dev.trackbus.bus.Parameters;
import dev.trackbus.bus.Program;
import dev.trackbus.bus.RejectionReason;
import dev.trackbus.bus.TrackingEvent;
import dev.trackbus.bus.TrackingRequest;
import dev.trackbus.bus.ValidationResult;
import dev.trackbus.bus.Validity;
import java.util.Arrays;

/** Events for tests: those of the golden vectors, and plain ones in any number. */
public final class Events {
    public static final String USER_AGENT = "Mozilla/5.0 (X11; Linux x86_64) Firefox/145.0";

    private Events() {}

    /** Returns an active program. */
    public static Program program(String name, int customer) {
        return new Program(
                "212312",
                name,
                "98mreddfd",
                new Customer(customer, "Example Shop"),
                Validity.ALWAYS,
                ParameterNames.NONE,
                1);
    }

    /** Returns an active program with fixed values. */
    public static Program program() {
        return program("Spring sale", 48_311);
    }

    /** Returns a request with a message id made from a number. */
    public static TrackingRequest request(int number, EventType type, String... parameters) {
        return new TrackingRequest(
                String.format("019aa6c1-0a00-7000-8000-%012d", number),
                1_763_733_600_000L + number,
                "212312",
                type,
                parameters(parameters),
                USER_AGENT);
    }

    /** Returns parameters from names and values in turn. */
    public static Parameters parameters(String... namesAndValues) {
        Parameters.Builder builder = new Parameters.Builder();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            builder.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return builder.build();
    }

    /** Returns an accepted event. */
    public static TrackingEvent accepted(int number) {
        return new TrackingEvent(request(number, EventType.IMPRESSION), new ValidationResult.Accepted(program()));
    }

    /** Returns the protobuf bytes of an event. */
    public static byte[] encoded(TrackingEvent event) {
        EventEncoder encoder = new EventEncoder();
        int length = encoder.encode(event);
        return Arrays.copyOf(encoder.bytes(), length);
    }

    /** Returns an event of an expired program. */
    public static TrackingEvent refused(int number) {
        return refused(request(number, EventType.IMPRESSION), RejectionReason.EXPIRED, "");
    }

    /** Returns an event that was refused for a reason. */
    public static TrackingEvent refused(TrackingRequest request, RejectionReason refusal, String parameter) {
        return new TrackingEvent(request, new ValidationResult.Rejected(program(), refusal, parameter));
    }
}

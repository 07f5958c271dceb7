package dev.trackbus.bench.micro;

import dev.trackbus.bus.Customer;
import dev.trackbus.bus.EventType;
import dev.trackbus.bus.ParameterNames;
import dev.trackbus.bus.Parameters;
import dev.trackbus.bus.Program;
import dev.trackbus.bus.TrackingEvent;
import dev.trackbus.bus.TrackingRequest;
import dev.trackbus.bus.ValidationResult;
import dev.trackbus.bus.Validity;

/** The request of the hot case with two parameters, and what comes of it. */
public final class HotRequest {
    /** Valid at any time, requires nothing. */
    public static final Program PROGRAM = new Program(
            "212313",
            "Summer Sale",
            "7d2f9c",
            new Customer(9_124, "Northway"),
            Validity.ALWAYS,
            ParameterNames.NONE,
            1);

    /** A click with a parameter of the page. */
    public static final TrackingRequest REQUEST = new TrackingRequest(
            "0193c8a7-7f3e-7c1d-9a41-5f0b6c2d3e4f",
            1_763_000_000_000L,
            PROGRAM.programId(),
            EventType.CLICK,
            parameters(),
            "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0 Safari/537.36");

    static final ValidationResult.Accepted ACCEPTED = new ValidationResult.Accepted(PROGRAM);

    /** What is put on the stream. */
    public static final TrackingEvent EVENT = new TrackingEvent(REQUEST, ACCEPTED);

    private HotRequest() {}

    private static Parameters parameters() {
        Parameters.Builder parameters = new Parameters.Builder();
        parameters.put("type", "click");
        parameters.put("placement", "top");
        return parameters.build();
    }
}

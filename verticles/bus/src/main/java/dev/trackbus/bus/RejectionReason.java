package dev.trackbus.bus;

/** Reason why a tracking request is rejected. */
public enum RejectionReason {
    /** The program does not exist. */
    UNKNOWN_PROGRAM,
    /** The program is switched off. */
    INACTIVE,
    /** The program's {@code validFrom} is in the future. */
    NOT_YET_VALID,
    /** The program's {@code validUntil} is in the past. */
    EXPIRED,
    /** The event type is not one of {@link EventType}. */
    UNKNOWN_TYPE,
    /** The {@code customerId} is not the program's, or is not an integer. */
    CUSTOMER_MISMATCH,
    /** The {@code checksum} is not the program's. */
    CHECKSUM_MISMATCH,
    /** A parameter that the program requires is absent. */
    MISSING_PARAMETER
}

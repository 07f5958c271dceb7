package dev.trackbus.bus;

/** Why a request is not accepted. */
public enum Refusal {
    /** No such program. */
    UNKNOWN_PROGRAM,
    /** The program is switched off. */
    INACTIVE,
    /** The program's validFrom lies ahead. */
    NOT_YET_VALID,
    /** The program's validUntil has passed. */
    EXPIRED,
    /** The type is none that Trackbus knows. */
    UNKNOWN_TYPE,
    /** A customerId was given that is not the program's, or no integer. */
    CUSTOMER_MISMATCH,
    /** A checksum was given that is not the program's. */
    CHECKSUM_MISMATCH,
    /** A parameter is absent that the program requires. */
    MISSING_PARAMETER
}

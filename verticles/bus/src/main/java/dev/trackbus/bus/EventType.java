package dev.trackbus.bus;

/** What happened on the publisher's page. */
public enum EventType {
    /** The advertisement was shown; the default. */
    IMPRESSION,
    /** It was clicked. */
    CLICK,
    /** The visitor did what the advertiser pays for. */
    CONVERSION,
    /** A type that is none of these; such a request is refused. */
    UNKNOWN;

    /**
     * The type that a request's {@code type} parameter names.
     *
     * @param parameter the parameter's value, null where it is absent
     * @return {@link #IMPRESSION} where absent, {@link #UNKNOWN} for any other text
     */
    public static EventType of(String parameter) {
        if (parameter == null) {
            return IMPRESSION;
        }
        return switch (parameter) {
            case "impression" -> IMPRESSION;
            case "click" -> CLICK;
            case "conversion" -> CONVERSION;
            default -> UNKNOWN;
        };
    }
}

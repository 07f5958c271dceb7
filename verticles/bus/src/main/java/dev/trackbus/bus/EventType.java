package dev.trackbus.bus;

/** Type of a tracking event. */
public enum EventType {
    /** The advertisement was shown. The default. */
    IMPRESSION,
    /** The advertisement was clicked. */
    CLICK,
    /** The visitor completed the action that the advertiser pays for. */
    CONVERSION,
    /** Any other type. Such a request is rejected. */
    UNKNOWN;

    /**
     * Returns the type that a request's {@code type} parameter names.
     *
     * @param parameter the parameter's value, null if absent
     * @return {@link #IMPRESSION} if absent, {@link #UNKNOWN} for any other text
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

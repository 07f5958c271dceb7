package dev.trackbus.http;

import io.vertx.core.http.HttpHeaders;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Value of the {@code Date} response header (RFC 9110, 6.6.1), formatted once per second. For one event loop.
 */
public final class DateHeader {
    /** Name of the header. */
    public static final CharSequence NAME = HttpHeaders.createOptimized("date");

    private final DateTimeFormatter format =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH);

    private final InstantSource clock;
    private long second = Long.MIN_VALUE;
    private CharSequence value;

    /**
     * @param clock source of the time
     */
    public DateHeader(InstantSource clock) {
        this.clock = clock;
        refresh();
    }

    /** Formats the value again if the second has changed. To be called several times per second. */
    public void refresh() {
        Instant now = clock.instant();
        if (now.getEpochSecond() != second) {
            second = now.getEpochSecond();
            value = HttpHeaders.createOptimized(format.format(now.atOffset(ZoneOffset.UTC)));
        }
    }

    /**
     * Returns the value of the last refresh.
     *
     * @return date and time in GMT
     */
    public CharSequence value() {
        return value;
    }
}

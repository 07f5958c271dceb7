package dev.trackbus.http;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/**
 * How many connections all ports of a process have together; what comes beyond is closed at once. Clients could otherwise
 * take every file descriptor of the process, and the journal could not open its next file. One port leaves a sixteenth to
 * the others, so that whoever fills the public one does not hide the meters that show it.
 *
 * @param connections at least 1
 */
public record ConnectionLimit(int connections) {
    private static final int USUAL = 10_000;
    private static final int LEFT_TO_OTHERS = 16;

    /** Checks it; throws {@link IllegalArgumentException} with the setting's name. */
    public ConnectionLimit {
        if (connections < 1) {
            throw new IllegalArgumentException("HTTP_MAX_CONNECTIONS must be at least 1, was " + connections);
        }
    }

    /**
     * 10,000, or half of the file descriptors that this process may open where that is less.
     *
     * @return the usual limit
     */
    public static ConnectionLimit usual() {
        return of(descriptors());
    }

    /** How many of them one port may have. */
    int ofOnePort() {
        return Math.max(1, connections - Math.max(1, connections / LEFT_TO_OTHERS));
    }

    static ConnectionLimit of(long descriptors) {
        return new ConnectionLimit((int) Math.max(1, Math.min(USUAL, descriptors / 2)));
    }

    private static long descriptors() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                ? unix.getMaxFileDescriptorCount()
                : Long.MAX_VALUE;
    }
}

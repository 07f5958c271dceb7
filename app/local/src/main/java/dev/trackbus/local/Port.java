package dev.trackbus.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** TCP ports of this machine, for processes that cannot report a port chosen by the operating system. */
public final class Port {
    /**
     * Lowest port. The range is below the ephemeral ports, because an outgoing connection could otherwise occupy the
     * port of an emulator while it restarts.
     */
    private static final int FIRST = 15_000;

    private static final int LAST = 32_000;

    private Port() {}

    /**
     * Returns a random port on which nothing listens now.
     *
     * @return 15000-32000
     */
    public static int free() {
        int port;
        do {
            port = ThreadLocalRandom.current().nextInt(FIRST, LAST + 1);
        } while (isTaken(port));
        return port;
    }

    /**
     * Returns whether a process listens on this port, on any address.
     *
     * @param port 1-65535
     * @return true if it cannot be bound
     */
    static boolean isTaken(int port) {
        return !canBind(new InetSocketAddress(port))
                || !canBind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    }

    private static boolean canBind(InetSocketAddress address) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(address);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Checks that a port is free.
     *
     * @param port   1-65535
     * @param option command line option for the port
     * @throws MissingServiceException if a process listens on it
     */
    static void requireFree(int port, String option) {
        if (isTaken(port)) {
            throw new MissingServiceException(
                    "Port " + port + " is in use: stop the process that listens on it, or choose another port with "
                            + option + " (free now: " + free() + ")");
        }
    }
}

package dev.trackbus.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** TCP ports of this machine, for processes that cannot tell which one the system gave them. */
public final class Port {
    /**
     * Below the range that the system takes for outgoing connections: such a connection could otherwise sit on the port
     * of an emulator that is stopped and started again.
     */
    private static final int FIRST = 15_000;

    private static final int LAST = 32_000;

    private Port() {}

    /**
     * A port on which nothing listens now.
     *
     * @return 15000-32000, chosen at random
     */
    public static int free() {
        int port;
        do {
            port = ThreadLocalRandom.current().nextInt(FIRST, LAST + 1);
        } while (isTaken(port));
        return port;
    }

    /**
     * Whether something listens on this port, on any address.
     *
     * @param port 1-65535
     * @return true where it cannot be bound
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
     * Complains about a port that is taken.
     *
     * @param port   1-65535
     * @param option the option that chooses another one
     * @throws MissingServiceException if something listens on it
     */
    static void requireFree(int port, String option) {
        if (isTaken(port)) {
            throw new MissingServiceException(
                    "port " + port + " is taken: end what listens on it, or choose another with " + option
                            + " (free now: " + free() + ")");
        }
    }
}

package dev.trackbus.tracker;

import java.net.BindException;
import java.net.SocketException;
import java.net.UnknownHostException;

/** The service cannot start; the message names the thing, and the exit code the kind of cause. */
final class StartException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ExitCode code;

    private StartException(ExitCode code, String message, Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    /**
     * Explains why a server does not listen.
     *
     * @param name  of its settings, HTTP or MANAGEMENT
     * @param host  that it binds to
     * @param port  that it binds to
     * @param cause of the failed listen
     * @return the explanation
     */
    static StartException ofListen(String name, String host, int port, Throwable cause) {
        String address = host + ":" + port;
        if (cause instanceof BindException && !isWrongAddress(String.valueOf(cause.getMessage()))) {
            return new StartException(
                    ExitCode.UNAVAILABLE,
                    "port " + port + " on " + host + " is taken: end the process that listens there, or set " + name
                            + "_PORT",
                    cause);
        }
        if (cause instanceof SocketException || cause instanceof UnknownHostException) {
            return new StartException(
                    ExitCode.SETTINGS,
                    "cannot listen on " + address + ": " + cause.getMessage() + "; set " + name + "_HOST to an address"
                            + " of this machine, and " + name + "_PORT to a port that this user may open",
                    cause);
        }
        return new StartException(ExitCode.of(cause), "cannot listen on " + address + ": " + cause, cause);
    }

    /** Java says both of these, too, by a BindException. */
    private static boolean isWrongAddress(String message) {
        return message.contains("assign") || message.contains("Permission");
    }

    ExitCode code() {
        return code;
    }
}

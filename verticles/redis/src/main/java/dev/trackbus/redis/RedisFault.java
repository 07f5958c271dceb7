package dev.trackbus.redis;

import io.vertx.redis.client.Response;
import io.vertx.redis.client.ResponseType;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;

/**
 * Fault of a connection or command, in two forms. Health answers show the cause, a fixed term or an error code of Redis,
 * because anybody can read them. The log shows the text, which may hold host names and addresses.
 *
 * @param cause   such as {@code connection refused} or {@code NOPERM}
 * @param text    messages of the exception and of its root
 * @param refusal whether Redis answered with an error
 */
record RedisFault(String cause, String text, boolean refusal) {
    private static final Pattern CODE = Pattern.compile("(?:ERR )?([A-Z]{2,32})(?: .*|$)", Pattern.DOTALL);
    private static final String NO_CODE = "ERR";
    private static final String CONNECTION_CLOSED = "CONNECTION_CLOSED";

    /**
     * Classifies a failure.
     *
     * @param failure of an attempt to connect or of a command
     * @return its fault
     */
    static RedisFault of(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String code = code(failure);
        return new RedisFault(code.isEmpty() ? cause(root, failure) : code, text(failure, root), !code.isEmpty());
    }

    /** The client calls the end of its connection an error reply too; a proxy before Redis may send one without a code. */
    private static String code(Throwable failure) {
        String message = String.valueOf(failure.getMessage());
        boolean isReply = failure instanceof Response reply && reply.type() == ResponseType.ERROR;
        if (!isReply || message.equals(CONNECTION_CLOSED)) {
            return "";
        }
        Matcher code = CODE.matcher(message);
        return code.matches() ? code.group(1) : NO_CODE;
    }

    private static String cause(Throwable root, Throwable failure) {
        if (root instanceof UnknownHostException) {
            return "host name not resolved";
        }
        if (root instanceof CertificateExpiredException) {
            return "certificate expired";
        }
        if (root instanceof CertPathBuilderException || root instanceof CertPathValidatorException) {
            return "certificate not trusted";
        }
        if (root instanceof CertificateException) {
            return "certificate not valid for the host";
        }
        if (root instanceof SSLException || failure instanceof SSLException) {
            return "TLS handshake failed";
        }
        return connection(root);
    }

    private static String connection(Throwable root) {
        String message = String.valueOf(root.getMessage());
        if (message.startsWith("Connection refused")) {
            return "connection refused";
        }
        if (message.startsWith("Connection reset")) {
            return "connection reset";
        }
        if (message.equals(CONNECTION_CLOSED) || message.equals("connection closed")) {
            return "connection closed";
        }
        if (root instanceof NoRouteToHostException) {
            return "no route to host";
        }
        return root instanceof TimeoutException || message.contains("timed out")
                ? "timeout"
                : root.getClass().getSimpleName();
    }

    private static String text(Throwable failure, Throwable root) {
        String outer = message(failure);
        String inner = message(root);
        return outer.equals(inner) ? outer : outer + ": " + inner;
    }

    private static String message(Throwable failure) {
        return failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
    }

    /** Whether the key holds another type than a hash. That is a fault of the program, not of Redis. */
    boolean isWrongType() {
        return cause.equals("WRONGTYPE");
    }
}

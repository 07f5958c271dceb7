package dev.trackbus.kinesis.stub;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** Fault of a whole call. Called on the stub's event loop. */
@FunctionalInterface
public interface Fault {
    /**
     * @param call the request, wholly read
     * @return false where this call succeeds
     */
    boolean happensTo(HttpServerRequest call);

    /**
     * Never answers.
     *
     * @return the fault
     */
    static Fault hang() {
        return call -> true;
    }

    /**
     * Cuts the connection.
     *
     * @return the fault
     */
    static Fault reset() {
        return call -> {
            call.connection().close();
            return true;
        };
    }

    /**
     * Answers with an error as AWS does.
     *
     * @param status HTTP status
     * @param code   AWS' error code
     * @return the fault
     */
    static Fault error(int status, String code) {
        return call -> {
            error(call, status, code, "scripted");
            return true;
        };
    }

    /**
     * Answers 200 with something else than an answer.
     *
     * @param contentType its type
     * @param body        its bytes
     * @return the fault
     */
    static Fault nonsense(String contentType, Buffer body) {
        return call -> {
            call.response().putHeader("Content-Type", contentType).end(body);
            return true;
        };
    }

    /**
     * Answers for fewer records than were sent.
     *
     * @return the fault
     */
    static Fault wrongCount() {
        return call -> {
            call.response()
                    .putHeader("Content-Type", Wire.CBOR_TYPE)
                    .end(Wire.encode(Map.of("FailedRecordCount", 0, "Records", new Object[0])));
            return true;
        };
    }

    /**
     * Lets a fault happen to every nth call only.
     *
     * @param n     2 means every other
     * @param fault the fault
     * @return the rule
     */
    static Fault every(int n, Fault fault) {
        AtomicLong calls = new AtomicLong();
        return call -> calls.incrementAndGet() % n == 0 && fault.happensTo(call);
    }

    /** Answers in CBOR or JSON, as was asked. */
    static void error(HttpServerRequest call, int status, String code, String message) {
        Map<String, Object> body = Map.of("__type", code, "message", message);
        boolean json = Wire.isJson(call);
        call.response()
                .setStatusCode(status)
                .putHeader("Content-Type", json ? Wire.JSON_TYPE : Wire.CBOR_TYPE)
                .end(json ? new JsonObject(body).toBuffer() : Wire.encode(body));
    }
}

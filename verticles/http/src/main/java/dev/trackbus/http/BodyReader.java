package dev.trackbus.http;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;

/** Reads a request's body up to its limit and the limit of all bodies; what exceeds them is dropped, not kept. */
final class BodyReader {
    private static final String BODY = "body";

    private BodyReader() {}

    /**
     * Starts to read; to be called before the handler of the request returns.
     *
     * @return the body; fails with {@link BadRequestException} where it is too large, with anything else where the
     *     client broke off or broke the chunks' form, for which Vert.x closes the connection without an answer
     */
    static Future<Buffer> read(TrackingCall call) {
        HttpServerRequest request = call.request();
        String declared = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        if (declared != null && Long.parseLong(declared) > Limits.BODY_BYTES) {
            return Future.failedFuture(failure(ProblemCode.BODY_TOO_LARGE, BODY));
        }
        String coding = request.getHeader(HttpHeaders.TRANSFER_ENCODING);
        if (coding != null && !coding.equalsIgnoreCase("chunked")) {
            return Future.failedFuture(failure(ProblemCode.MALFORMED_REQUEST, "Transfer-Encoding"));
        }
        String expected = request.getHeader(HttpHeaders.EXPECT);
        if (expected != null) {
            if (!expected.equalsIgnoreCase("100-continue")) {
                return Future.failedFuture(failure(ProblemCode.EXPECTATION_FAILED, "Expect"));
            }
            askForBody(request);
        }
        Promise<Buffer> promise = Promise.promise();
        Buffer body = Buffer.buffer();
        request.handler(chunk -> {
            if (body.length() + chunk.length() > Limits.BODY_BYTES) {
                promise.tryFail(failure(ProblemCode.BODY_TOO_LARGE, BODY));
            } else if (!call.tryTakeBody(chunk.length())) {
                promise.tryFail(failure(ProblemCode.TOO_MANY_BODY_BYTES, ""));
            } else {
                body.appendBuffer(chunk);
            }
        });
        request.exceptionHandler(promise::tryFail);
        request.endHandler(end -> promise.tryComplete(body));
        return promise.future();
    }

    /** An HTTP/1.0 client does not expect a 1xx, whatever it asks for (RFC 9110, 10.1.1). */
    private static void askForBody(HttpServerRequest request) {
        if (request.version() != HttpVersion.HTTP_1_0) {
            request.response().writeContinue();
        }
    }

    /** Forgets what was read, and drops what the client still sends. */
    static void drop(HttpServerRequest request) {
        request.handler(null);
        request.endHandler(null);
    }

    private static BadRequestException failure(ProblemCode code, String field) {
        return new BadRequestException(code, field, code.title());
    }
}

package dev.trackbus.http;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;

/** Reads a request's body up to its limit; what comes beyond is dropped, not kept. */
final class BodyReader {
    private BodyReader() {}

    /**
     * Starts to read; to be called before the handler of the request returns.
     *
     * @return the body; fails with {@link BadRequestException} where it is too large, with anything else where the
     *     client broke off or broke the chunks' form, for which Vert.x closes the connection without an answer
     */
    static Future<Buffer> read(HttpServerRequest request) {
        String declared = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        if (declared != null && Long.parseLong(declared) > Limits.BODY_BYTES) {
            return Future.failedFuture(tooLarge());
        }
        String coding = request.getHeader(HttpHeaders.TRANSFER_ENCODING);
        if (coding != null && !coding.equalsIgnoreCase("chunked")) {
            return failed(ProblemCode.MALFORMED_REQUEST, "Transfer-Encoding");
        }
        String expected = request.getHeader(HttpHeaders.EXPECT);
        if (expected != null) {
            if (!expected.equalsIgnoreCase("100-continue")) {
                return failed(ProblemCode.EXPECTATION_FAILED, "Expect");
            }
            request.response().writeContinue();
        }
        Promise<Buffer> promise = Promise.promise();
        Buffer body = Buffer.buffer();
        request.handler(chunk -> {
            if (body.length() + chunk.length() <= Limits.BODY_BYTES) {
                body.appendBuffer(chunk);
            } else {
                promise.tryFail(tooLarge());
            }
        });
        request.exceptionHandler(promise::tryFail);
        request.endHandler(end -> promise.tryComplete(body));
        return promise.future();
    }

    private static Future<Buffer> failed(ProblemCode code, String field) {
        return Future.failedFuture(new BadRequestException(code, field, code.title()));
    }

    private static BadRequestException tooLarge() {
        return new BadRequestException(ProblemCode.BODY_TOO_LARGE, "body", ProblemCode.BODY_TOO_LARGE.title());
    }
}

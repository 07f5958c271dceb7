package dev.trackbus.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;

/**
 * A problem document (RFC 9457). It never tells what would have been right, nor what went wrong inside.
 *
 * @param code      which problem
 * @param detail    what is wrong with this request
 * @param field     the parameter or part of the request that it is about, empty where it is about none
 * @param messageId the request's, empty where it got none
 */
record Problem(ProblemCode code, String detail, String field, String messageId) {
    static Problem of(ProblemCode code) {
        return about(code, "", "");
    }

    static Problem about(ProblemCode code, String field, String messageId) {
        return new Problem(code, code.title(), field, messageId);
    }

    Buffer toBuffer() {
        JsonObject json = new JsonObject()
                .put("type", code.type())
                .put("title", code.title())
                .put("status", code.status())
                .put("detail", detail)
                .put("code", code.code());
        if (!field.isEmpty()) {
            json.put("field", field);
        }
        if (!messageId.isEmpty()) {
            json.put("messageId", messageId);
        }
        return json.toBuffer();
    }
}

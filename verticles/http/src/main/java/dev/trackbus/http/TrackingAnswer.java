package dev.trackbus.http;

import dev.trackbus.bus.Program;
import dev.trackbus.bus.TrackingRequest;
import io.vertx.core.buffer.Buffer;

/**
 * Writes the body of a 200: eight fields in the published order, without a tree in between, in a builder that it uses again.
 * Half a character (a surrogate alone), which UTF-8 can't carry, becomes a question mark, as it does in the event. For one
 * event loop.
 */
final class TrackingAnswer {
    private static final int USUAL_LENGTH = 384;
    private static final String HEX = "0123456789abcdef";

    private final StringBuilder json = new StringBuilder(USUAL_LENGTH);

    Buffer of(TrackingRequest request, Program program) {
        json.setLength(0);
        text(json.append("{\"userAgent\":"), request.userAgent());
        text(json.append(",\"programId\":"), program.programId());
        text(json.append(",\"programName\":"), program.programName());
        text(json.append(",\"checksum\":"), program.checksum());
        json.append(",\"customerId\":").append(program.customer().id());
        text(json.append(",\"customerName\":"), program.customer().name());
        text(json.append(",\"messageId\":"), request.messageId());
        return Buffer.buffer(json.append(",\"valid\":true}").toString());
    }

    private static void text(StringBuilder json, String text) {
        json.append('"');
        int copied = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c == '"' || c == '\\') {
                escape(json.append(text, copied, i), c);
                copied = i + 1;
            }
        }
        if (copied == 0) {
            json.append(text);
        } else {
            json.append(text, copied, text.length());
        }
        json.append('"');
    }

    private static void escape(StringBuilder json, char c) {
        if (c < ' ') {
            json.append("\\u00").append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 0xf));
        } else {
            json.append('\\').append(c);
        }
    }
}

package dev.trackbus.http;

import dev.trackbus.bus.Program;
import dev.trackbus.bus.TrackingRequest;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writer of the JSON body of an accepted request: eight fields in the published order. It writes into an array that it
 * uses again, without a tree in between. Half a character (a surrogate alone), which UTF-8 can't carry, becomes a question mark, as it does in the
 * event. For one event loop.
 */
final class AcceptedJson {
    private static final int USUAL_LENGTH = 512;
    private static final int LONGEST_CHARACTER = 6;
    private static final int LONGEST_FIXED = 32;
    private static final String HEX = "0123456789abcdef";

    private byte[] json = new byte[USUAL_LENGTH];
    private int length;

    Buffer of(TrackingRequest request, Program program) {
        length = 0;
        field("{\"userAgent\":", request.userAgent());
        field(",\"programId\":", program.programId());
        field(",\"programName\":", program.programName());
        field(",\"checksum\":", program.checksum());
        fixed(",\"customerId\":");
        characters(Integer.toString(program.customer().id()));
        field(",\"customerName\":", program.customer().name());
        field(",\"messageId\":", request.messageId());
        fixed(",\"valid\":true}");
        return Buffer.buffer(length).appendBytes(json, 0, length);
    }

    private void field(String name, String value) {
        fixed(name);
        json[length++] = '"';
        characters(value);
        json[length++] = '"';
    }

    private void fixed(String ascii) {
        for (int i = 0; i < ascii.length(); i++) {
            json[length++] = (byte) ascii.charAt(i);
        }
    }

    /** Leaves room for what is fixed up to the next of these; the first has room from the beginning. */
    private void characters(String text) {
        int most = length + LONGEST_CHARACTER * text.length() + LONGEST_FIXED;
        if (most > json.length) {
            json = Arrays.copyOf(json, 2 * most);
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                encoded(text.substring(i));
                return;
            }
            character(c);
        }
    }

    private void encoded(String text) {
        for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
            character(each);
        }
    }

    /** A byte below zero is a part of a longer character. */
    private void character(int c) {
        if (c == '"' || c == '\\') {
            json[length++] = '\\';
        } else if (c >= 0 && c < ' ') {
            json[length++] = '\\';
            json[length++] = 'u';
            json[length++] = '0';
            json[length++] = '0';
            json[length++] = (byte) HEX.charAt(c >> 4);
            json[length++] = (byte) HEX.charAt(c & 0xf);
            return;
        }
        json[length++] = (byte) c;
    }
}

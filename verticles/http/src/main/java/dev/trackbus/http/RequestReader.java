package dev.trackbus.http;

import dev.trackbus.bus.EventType;
import dev.trackbus.bus.Parameters;
import dev.trackbus.bus.TrackingRequest;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;

/** Checks a request's syntax and makes the immutable {@link TrackingRequest} of it; what is wrong is thrown. */
final class RequestReader {
    private static final String PROGRAM_ID = "programId";
    private static final int LONGEST_ID = 64;

    private final InstantSource clock;
    private final MessageIds messageIds;

    RequestReader(InstantSource clock) {
        this.clock = clock;
        this.messageIds = new MessageIds(clock);
    }

    /** Throws {@link BadRequestException}; the body is empty for all methods but POST. */
    TrackingRequest read(HttpServerRequest request, Buffer body) {
        String programId = programId(request.path());
        ParameterReader reader = new ParameterReader().query(request.query());
        if (body.length() > 0) {
            if (request.headers().contains(HttpHeaders.CONTENT_ENCODING)) {
                request.headers().getAll(HttpHeaders.CONTENT_ENCODING).forEach(RequestReader::checkEncoding);
            }
            checkType(request.getHeader(HttpHeaders.CONTENT_TYPE));
            reader.json(body);
        }
        Parameters parameters = reader.read();
        return new TrackingRequest(
                messageIds.next(),
                clock.millis(),
                programId,
                EventType.of(parameters.get("type")),
                parameters,
                userAgent(request),
                reader.trafficFlags());
    }

    private static String programId(String path) {
        String id = path.indexOf('%') < 0
                ? path.substring(RouteTable.EVENT.length())
                : PercentDecoder.decodePath(path, RouteTable.EVENT.length(), path.length(), PROGRAM_ID);
        if (id.isEmpty() || id.length() > LONGEST_ID || !isOfAlphabet(id)) {
            throw new BadRequestException(
                    ProblemCode.INVALID_PROGRAM_ID, PROGRAM_ID, ProblemCode.INVALID_PROGRAM_ID.title());
        }
        return id;
    }

    private static boolean isOfAlphabet(String id) {
        for (int i = 0; i < id.length(); i++) {
            char c = id.charAt(i);
            int letter = c | 0x20;
            if ((letter < 'a' || letter > 'z') && (c < '0' || c > '9') && c != '_' && c != '-') {
                return false;
            }
        }
        return true;
    }

    /** Refuses a body that one of its header lines calls compressed (RFC 9110, 15.5.16): it would be read as text. */
    private static void checkEncoding(String encoding) {
        if (!encoding.isBlank() && !encoding.equalsIgnoreCase("identity")) {
            throw new BadRequestException(
                    ProblemCode.UNSUPPORTED_CONTENT_ENCODING,
                    "Content-Encoding",
                    ProblemCode.UNSUPPORTED_CONTENT_ENCODING.title());
        }
    }

    private static void checkType(String contentType) {
        String type = contentType == null ? "" : contentType;
        int end = type.indexOf(';');
        String media = (end < 0 ? type : type.substring(0, end)).trim();
        if (!media.equalsIgnoreCase("application/json") && !media.equalsIgnoreCase("text/plain")) {
            throw new BadRequestException(
                    ProblemCode.UNSUPPORTED_MEDIA_TYPE, "Content-Type", ProblemCode.UNSUPPORTED_MEDIA_TYPE.title());
        }
    }

    private static String userAgent(HttpServerRequest request) {
        String userAgent = request.getHeader(HttpHeaders.USER_AGENT);
        if (userAgent == null) {
            return "";
        }
        String text = isAscii(userAgent) ? userAgent : decoded(userAgent);
        return text.length() > Limits.USER_AGENT_CHARACTERS ? cut(text) : text;
    }

    /** Keeps the first characters, counted in code points like all limits of the API. */
    private static String cut(String text) {
        return text.codePointCount(0, text.length()) > Limits.USER_AGENT_CHARACTERS
                ? text.substring(0, text.offsetByCodePoints(0, Limits.USER_AGENT_CHARACTERS))
                : text;
    }

    private static boolean isAscii(String header) {
        for (int i = 0; i < header.length(); i++) {
            if (header.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }

    /** A header comes as a character a byte; what is UTF-8 is read as such, anything else as Latin-1. */
    private static String decoded(String header) {
        ByteBuffer bytes = ByteBuffer.wrap(header.getBytes(StandardCharsets.ISO_8859_1));
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
        } catch (CharacterCodingException e) {
            return header;
        }
    }
}

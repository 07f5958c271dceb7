package dev.trackbus.http;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http2.DefaultHttp2HeadersDecoder;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Headers;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** HTTP/2 client that sends exactly the frames it is given, with prior knowledge, and reads one frame at a time. */
final class RawHttp2 implements AutoCloseable {
    static final int DATA = 0;
    static final int HEADERS = 1;
    static final int RST_STREAM = 3;
    static final int SETTINGS = 4;
    static final int PING = 6;
    static final int GOAWAY = 7;
    static final int WINDOW_UPDATE = 8;
    static final int CONTINUATION = 9;
    static final int END_STREAM = 1;
    static final int ACK = 1;
    static final int END_HEADERS = 4;
    static final int NO_ERROR = 0;
    static final int PROTOCOL_ERROR = 1;

    private static final int PRIORITY = 0x20;
    private static final int PRIORITY_BYTES = 5;
    private static final String PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";
    private static final int TIMEOUT_MILLIS = 10_000;

    private final Socket socket;
    private final DataInputStream in;
    private final DefaultHttp2HeadersDecoder headers = new DefaultHttp2HeadersDecoder(false);

    /** A frame as it was received. */
    record Frame(int type, int flags, int stream, byte[] payload) {
        /** The first four bytes: the error code of RST_STREAM. */
        int code() {
            return ByteBuffer.wrap(payload).getInt();
        }

        boolean ends() {
            return (flags & END_STREAM) != 0;
        }
    }

    RawHttp2(int port, byte... settings) {
        try {
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setSoTimeout(TIMEOUT_MILLIS);
            in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
            socket.getOutputStream().write(PREFACE.getBytes(StandardCharsets.ISO_8859_1));
            frame(SETTINGS, 0, 0, settings);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends a frame. */
    RawHttp2 frame(int type, int flags, int stream, byte... payload) {
        ByteBuffer frame = ByteBuffer.allocate(9 + payload.length);
        frame.putInt(payload.length << 8 | type)
                .put((byte) flags)
                .putInt(stream)
                .put(payload);
        try {
            socket.getOutputStream().write(frame.array());
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends a frame, unless the connection is closed. */
    boolean tryFrame(int type, int flags, int stream, byte... payload) {
        try {
            frame(type, flags, stream, payload);
            return true;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    /** Sends the header block of a request without a body. */
    RawHttp2 request(int stream, String... fields) {
        return frame(HEADERS, END_HEADERS | END_STREAM, stream, block(fields));
    }

    /** Sends the header block of a request whose body follows. */
    RawHttp2 requestWithBody(int stream, String... fields) {
        return frame(HEADERS, END_HEADERS, stream, block(fields));
    }

    /** A header block of literal fields, names and values by turns. */
    static byte[] block(String... fields) {
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        for (int i = 0; i < fields.length; i += 2) {
            block.write(0);
            literal(block, fields[i]);
            literal(block, fields[i + 1]);
        }
        return block.toByteArray();
    }

    private static void literal(ByteArrayOutputStream block, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        int rest = bytes.length - 127;
        block.write(Math.min(bytes.length, 127));
        if (rest >= 0) {
            for (; rest >= 128; rest >>= 7) {
                block.write(rest & 127 | 128);
            }
            block.write(rest);
        }
        block.writeBytes(bytes);
    }

    /** The fields of a valid request, with further ones behind them. */
    static String[] valid(String method, String path, String... more) {
        String[] fields = new String[8 + more.length];
        System.arraycopy(
                new String[] {":method", method, ":scheme", "http", ":authority", "t", ":path", path}, 0, fields, 0, 8);
        System.arraycopy(more, 0, fields, 8, more.length);
        return fields;
    }

    /** The next frame of any kind. */
    Frame read() {
        try {
            int lengthAndType = in.readInt();
            int flags = in.readUnsignedByte();
            int stream = in.readInt();
            return new Frame(lengthAndType & 0xff, flags, stream, in.readNBytes(lengthAndType >>> 8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The next frame of a stream: HEADERS, DATA or RST_STREAM. */
    Frame read(int stream) {
        Frame next = read();
        while (next.stream() != stream || next.type() > RST_STREAM) {
            next = read();
        }
        return next;
    }

    /** The header block of a stream's response. */
    Map<String, String> readHeaders(int stream) {
        Frame frame = read(stream);
        try {
            int begin = (frame.flags() & PRIORITY) == 0 ? 0 : PRIORITY_BYTES;
            Http2Headers decoded = headers.decodeHeaders(
                    stream, Unpooled.wrappedBuffer(frame.payload(), begin, frame.payload().length - begin));
            Map<String, String> fields = new LinkedHashMap<>();
            decoded.forEach(field ->
                    fields.put(field.getKey().toString(), field.getValue().toString()));
            return fields;
        } catch (Http2Exception e) {
            throw new AssertionError("stream " + stream + " got " + frame, e);
        }
    }

    /** The whole response of a stream, its end included. */
    Answer readAnswer(int stream) {
        Map<String, String> fields = readHeaders(stream);
        StringBuilder body = new StringBuilder();
        Frame next;
        do {
            next = read(stream);
            body.append(new String(next.payload(), StandardCharsets.UTF_8));
        } while (!next.ends());
        return new Answer(Integer.parseInt(fields.get(":status")), fields, body.toString());
    }

    /** Waits for a frame of a type and stream; frames before it are skipped. */
    Frame await(int type, int stream) {
        Frame next = read();
        while (next.type() != type || next.stream() != stream) {
            next = read();
        }
        return next;
    }

    /** Reads until the connection's flow control allows so many bytes more than before, or until it is closed. */
    void awaitWindow(int bytes) {
        try {
            for (int opened = 0; opened < bytes / 2; ) {
                Frame next = read();
                opened += next.type() == WINDOW_UPDATE && next.stream() == 0 ? next.code() : 0;
            }
        } catch (UncheckedIOException closed) {
            return;
        }
    }

    /** Waits for the other side to close; frames before it are skipped. */
    boolean isClosedByPeer() {
        try {
            while (in.read() >= 0) {
                // Nothing to do with it.
            }
            return true;
        } catch (IOException e) {
            return "Connection reset".equals(e.getMessage());
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package dev.trackbus.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/** A connection on which the same GET is asked again and again, one at a time; answers have a Content-Length. One thread. */
final class RawConnection {
    private static final int LONGEST_ANSWER = 16 << 10;
    private static final int STATUS_AT = 9;
    private static final int STATUS_LENGTH = 3;
    private static final String END_OF_HEAD = "\r\n\r\n";
    private static final String LENGTH = "content-length: ";

    private final SocketChannel channel;
    private final ByteBuffer request;
    private final ByteBuffer answer = ByteBuffer.allocate(LONGEST_ANSWER);
    private long dueAt;

    RawConnection(URI url, Selector selector) throws IOException {
        channel = SocketChannel.open(new InetSocketAddress(url.getHost(), url.getPort()));
        channel.configureBlocking(false);
        channel.register(selector, SelectionKey.OP_READ, this);
        String target = url.getRawPath() + (url.getRawQuery() == null ? "" : "?" + url.getRawQuery());
        request = ByteBuffer.wrap("GET %s HTTP/1.1\r\nHost: %s\r\n\r\n"
                .formatted(target, url.getAuthority())
                .getBytes(StandardCharsets.US_ASCII));
    }

    void send(long due) throws IOException {
        dueAt = due;
        answer.clear();
        request.rewind();
        channel.write(request);
        if (request.hasRemaining()) {
            throw new IOException("a request did not fit into an empty connection");
        }
    }

    /** When the request under way was due. */
    long dueAt() {
        return dueAt;
    }

    /** Reads what has come; the status where the answer is whole, else 0. */
    int read() throws IOException {
        if (channel.read(answer) < 0) {
            throw new IOException("the server closed a connection");
        }
        String text = new String(answer.array(), 0, answer.position(), StandardCharsets.ISO_8859_1);
        int head = text.indexOf(END_OF_HEAD);
        return head >= 0 && text.length() >= head + END_OF_HEAD.length() + length(text, head)
                ? Integer.parseInt(text, STATUS_AT, STATUS_AT + STATUS_LENGTH, 10)
                : 0;
    }

    private static int length(String text, int head) throws IOException {
        for (int line = text.indexOf('\n') + 1; line > 0 && line < head; line = text.indexOf('\n', line) + 1) {
            if (text.regionMatches(true, line, LENGTH, 0, LENGTH.length())) {
                return Integer.parseInt(text, line + LENGTH.length(), text.indexOf('\r', line), 10);
            }
        }
        throw new IOException("an answer without Content-Length: " + text);
    }

    void close() throws IOException {
        channel.close();
    }
}

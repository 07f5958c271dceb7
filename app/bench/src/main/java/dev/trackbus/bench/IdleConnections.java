package dev.trackbus.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/** Connections on which nobody asks anything. */
final class IdleConnections implements AutoCloseable {
    private final List<SocketChannel> channels = new ArrayList<>();

    IdleConnections(URI server, int count) throws IOException {
        InetSocketAddress address = new InetSocketAddress(server.getHost(), server.getPort());
        for (int i = 0; i < count; i++) {
            SocketChannel channel = SocketChannel.open(address);
            channel.configureBlocking(false);
            channels.add(channel);
        }
    }

    /** How many the server has not closed. */
    int open() throws IOException {
        int open = 0;
        for (SocketChannel each : channels) {
            open += isOpen(each) ? 1 : 0;
        }
        return open;
    }

    private static boolean isOpen(SocketChannel channel) {
        try {
            return channel.read(ByteBuffer.allocate(1)) >= 0;
        } catch (IOException reset) {
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        for (SocketChannel each : channels) {
            each.close();
        }
    }
}

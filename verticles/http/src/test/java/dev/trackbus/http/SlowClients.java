package dev.trackbus.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Clients that send a request at one byte a second each, and others that send nothing, on a thread of their own. */
final class SlowClients implements AutoCloseable {
    private static final int TURNS_PER_SECOND = 20;

    private final int port;
    private final String request;
    private final List<SocketChannel> all = new ArrayList<>();
    private final Deque<Slow> inTurn = new ArrayDeque<>();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();

    private static final class Slow {
        private final SocketChannel channel;
        private int sent;

        private Slow(SocketChannel channel) {
            this.channel = channel;
        }
    }

    SlowClients(int port, String request) {
        this.port = port;
        this.request = request;
    }

    void connect(int slow, int silent) throws IOException {
        for (int i = 0; i < slow + silent; i++) {
            SocketChannel channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            channel.configureBlocking(false);
            all.add(channel);
            if (i < slow) {
                inTurn.add(new Slow(channel));
            }
        }
        int atATime = slow / TURNS_PER_SECOND;
        thread.scheduleAtFixedRate(() -> send(atATime), 0, 1_000 / TURNS_PER_SECOND, TimeUnit.MILLISECONDS);
    }

    private void send(int atATime) {
        for (int i = 0; i < atATime && !inTurn.isEmpty(); i++) {
            Slow next = inTurn.poll();
            if (sendOneByte(next)) {
                inTurn.add(next);
            }
        }
    }

    private boolean sendOneByte(Slow client) {
        try {
            client.channel.write(ByteBuffer.wrap(new byte[] {(byte) request.charAt(client.sent++)}));
            return client.sent < request.length() - 1;
        } catch (IOException closed) {
            return false;
        }
    }

    /** How many the other side has not closed. */
    long open() {
        return all.stream().filter(channel -> !isAtItsEnd(channel)).count();
    }

    private static boolean isAtItsEnd(SocketChannel channel) {
        try {
            return channel.read(ByteBuffer.allocate(1_000)) < 0;
        } catch (IOException reset) {
            return true;
        }
    }

    @Override
    public void close() throws IOException {
        thread.shutdownNow();
        for (SocketChannel each : all) {
            each.close();
        }
    }
}

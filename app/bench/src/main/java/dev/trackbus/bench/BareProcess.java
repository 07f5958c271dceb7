package dev.trackbus.bench;

import dev.trackbus.local.Port;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A {@link BareServer} in a process of its own. */
final class BareProcess implements AutoCloseable {
    private final int port;
    private final Process process;

    private BareProcess(int port, Process process) {
        this.port = port;
        this.process = process;
    }

    static BareProcess start() throws IOException {
        int port = Port.free();
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process process = new ProcessBuilder(
                        java,
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        BareServer.class.getName(),
                        Integer.toString(port))
                .inheritIO()
                .start();
        BareProcess bare = new BareProcess(port, process);
        while (!bare.listens()) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
        return bare;
    }

    private boolean listens() throws IOException {
        if (!process.isAlive()) {
            throw new IOException("the bare server ended with " + process.exitValue());
        }
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", port), 500);
            return true;
        } catch (ConnectException e) {
            return false;
        }
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + port + "/");
    }

    long pid() {
        return process.pid();
    }

    @Override
    public void close() {
        process.destroy();
    }
}

package dev.trackbus.bench;

import dev.trackbus.local.Port;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** A server to compare with, in a process of its own. */
final class ServerProcess implements AutoCloseable {
    private static final String QUIET = "-Dlogback.configurationFile=trackbus-local-logback.xml";

    /** The weights of a JVM's threads, for all servers here; as infra/image/jvm.options has them for Trackbus. */
    static final List<String> WEIGHTS = List.of(
            "-XX:ThreadPriorityPolicy=1",
            "-XX:CompilerThreadPriority=10",
            "-XX:JavaPriority8_To_OSPriority=0",
            "-XX:JavaPriority9_To_OSPriority=0",
            "-XX:JavaPriority10_To_OSPriority=0");

    private final int port;
    private final Process process;

    private ServerProcess(int port, List<String> command) throws IOException {
        this.port = port;
        this.process = new ProcessBuilder(command).inheritIO().start();
    }

    /** A class with a main that takes the port; its JIT has no more weight than Trackbus'. */
    static ServerProcess java(Class<?> main) throws IOException {
        int port = Port.free();
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String classes = System.getProperty("java.class.path");
        List<String> command = new ArrayList<>(List.of(java, "-Xmx256m", QUIET));
        command.addAll(WEIGHTS);
        command.addAll(List.of("-cp", classes, main.getName(), Integer.toString(port)));
        return new ServerProcess(port, command).awaited();
    }

    /** nginx in one process, which answers 250 bytes and writes an access log; nothing where it is not installed. */
    static Optional<ServerProcess> nginx(Path folder) throws IOException {
        Optional<Path> nginx = Stream.of("/usr/sbin/nginx", "/usr/bin/nginx", "/usr/local/bin/nginx")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
        if (nginx.isEmpty()) {
            return Optional.empty();
        }
        int port = Port.free();
        Path configuration = folder.resolve("nginx.conf");
        Files.writeString(configuration, nginxConfiguration(folder, port));
        List<String> command = List.of(nginx.get().toString(), "-p", folder.toString(), "-c", configuration.toString());
        return Optional.of(new ServerProcess(port, command).awaited());
    }

    private static String nginxConfiguration(Path folder, int port) {
        return """
                daemon off;
                master_process off;
                pid %1$s/nginx.pid;
                error_log %1$s/nginx-error.log;
                events { worker_connections 4096; }
                http {
                  access_log %1$s/nginx-access.log combined buffer=64k flush=1s;
                  keepalive_requests 1000000000;
                  client_body_temp_path %1$s/nginx-body;
                  server {
                    listen 127.0.0.1:%2$d;
                    location / { default_type application/json; return 200 "%3$s"; }
                  }
                }
                """
                .formatted(folder, port, "x".repeat(250));
    }

    private ServerProcess awaited() throws IOException {
        while (!listens()) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
        return this;
    }

    private boolean listens() throws IOException {
        if (!process.isAlive()) {
            throw new IOException("a server to compare with ended with " + process.exitValue());
        }
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", port), 500);
            return true;
        } catch (ConnectException e) {
            return false;
        }
    }

    Peer peer(String name) throws IOException, InterruptedException {
        Peer peer = new Peer(name, URI.create("http://127.0.0.1:" + port + "/event/212313"), process.pid());
        peer.pin();
        return peer;
    }

    @Override
    public void close() {
        process.destroy();
    }
}

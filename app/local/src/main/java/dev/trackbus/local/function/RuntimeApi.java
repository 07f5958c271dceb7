package dev.trackbus.local.function;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * HTTP server for the AWS Lambda Runtime API of one function process, on its own port. The runtime client in the
 * process requests the next invocation, waits for it and posts its result.
 */
final class RuntimeApi implements AutoCloseable {
    private static final String ROOT = "/2018-06-01/runtime/";
    private static final String NEXT = ROOT + "invocation/next";
    private static final String INIT_ERROR = ROOT + "init/error";
    private static final int ACCEPTED = 202;
    private static final int NOT_FOUND = 404;

    private final String functionArn;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "runtime-api");
        thread.setDaemon(true);
        return thread;
    });
    private final BlockingQueue<Invocation> queued = new LinkedBlockingQueue<>();
    private final Map<String, Invocation> running = new ConcurrentHashMap<>();
    private final CompletableFuture<Void> ready = new CompletableFuture<>();
    private volatile String failure;

    RuntimeApi(String functionArn) {
        this.functionArn = functionArn;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::serve);
        server.setExecutor(threads);
        server.start();
    }

    /** Returns the value of AWS_LAMBDA_RUNTIME_API. */
    String address() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    /** Returns a future that completes when the process requests its first invocation, and fails if it cannot start. */
    CompletableFuture<Void> ready() {
        return ready;
    }

    /** Queues an invocation for the process. Another thread completes its result. */
    void submit(Invocation invocation) {
        running.put(invocation.id(), invocation);
        queued.add(invocation);
        if (failure != null) {
            invocation.result().complete(InvocationResult.failure(failure));
        }
    }

    /** Returns whether the process has exited or is about to. */
    boolean hasEnded() {
        return failure != null;
    }

    /** Fails all running and queued invocations, because the process has exited. */
    void fail(String message) {
        failure = message;
        ready.completeExceptionally(new IllegalStateException(message));
        running.values().forEach(each -> each.result().complete(InvocationResult.failure(message)));
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            if (path.equals(NEXT)) {
                next(exchange);
                return;
            }
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(accept(path, body) ? ACCEPTED : NOT_FOUND, -1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void next(HttpExchange exchange) throws IOException, InterruptedException {
        ready.complete(null);
        Invocation invocation = queued.take();
        byte[] event = invocation.event().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.getResponseHeaders().set("Lambda-Runtime-Aws-Request-Id", invocation.id());
        exchange.getResponseHeaders().set("Lambda-Runtime-Deadline-Ms", Long.toString(invocation.deadlineMillis()));
        exchange.getResponseHeaders().set("Lambda-Runtime-Invoked-Function-Arn", functionArn);
        exchange.sendResponseHeaders(200, event.length);
        exchange.getResponseBody().write(event);
    }

    private boolean accept(String path, String body) {
        if (path.equals(INIT_ERROR)) {
            fail(body);
            return true;
        }
        String[] parts = path.split("/");
        boolean isResult = path.startsWith(ROOT + "invocation/") && parts.length == 6;
        Invocation invocation = isResult ? running.remove(parts[4]) : null;
        if (invocation == null) {
            return false;
        }
        return invocation.result().complete(new InvocationResult(!parts[5].equals("response"), body));
    }

    /** Stops the server at once. A process that waits for an invocation loses its connection. */
    @Override
    public void close() {
        fail("The function has been stopped");
        server.stop(0);
        threads.shutdownNow();
    }
}

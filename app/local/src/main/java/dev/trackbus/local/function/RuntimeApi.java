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
 * The AWS Lambda Runtime API for one function process, on a port of its own: the process's runtime client asks for the
 * next invocation, waits for it, and brings its result back.
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
    private final BlockingQueue<Invocation> waiting = new LinkedBlockingQueue<>();
    private final Map<String, Invocation> running = new ConcurrentHashMap<>();
    private final CompletableFuture<Void> ready = new CompletableFuture<>();
    private volatile String end;

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

    /** For AWS_LAMBDA_RUNTIME_API. */
    String address() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    /** Done when the process first asks for work; failed when it cannot begin. */
    CompletableFuture<Void> ready() {
        return ready;
    }

    /** Hands a call to the process; its result is completed by another thread. */
    void submit(Invocation invocation) {
        running.put(invocation.id(), invocation);
        waiting.add(invocation);
        if (end != null) {
            invocation.result().complete(Result.failure(end));
        }
    }

    /** Whether the process is not there any more, or on its way out. */
    boolean hasEnded() {
        return end != null;
    }

    /** The process is not there any more: what it had taken, and what waits for it, fails. */
    void fail(String message) {
        end = message;
        ready.completeExceptionally(new IllegalStateException(message));
        running.values().forEach(each -> each.result().complete(Result.failure(message)));
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            if (path.equals(NEXT)) {
                next(exchange);
                return;
            }
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(take(path, body) ? ACCEPTED : NOT_FOUND, -1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void next(HttpExchange exchange) throws IOException, InterruptedException {
        ready.complete(null);
        Invocation invocation = waiting.take();
        byte[] event = invocation.event().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.getResponseHeaders().set("Lambda-Runtime-Aws-Request-Id", invocation.id());
        exchange.getResponseHeaders().set("Lambda-Runtime-Deadline-Ms", Long.toString(invocation.deadlineMillis()));
        exchange.getResponseHeaders().set("Lambda-Runtime-Invoked-Function-Arn", functionArn);
        exchange.sendResponseHeaders(200, event.length);
        exchange.getResponseBody().write(event);
    }

    private boolean take(String path, String body) {
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
        return invocation.result().complete(new Result(!parts[5].equals("response"), body));
    }

    /** Returns at once; a process that waits for work loses its connection. */
    @Override
    public void close() {
        fail("the function is stopped");
        server.stop(0);
        threads.shutdownNow();
    }
}

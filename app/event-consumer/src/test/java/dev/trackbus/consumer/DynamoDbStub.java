package dev.trackbus.consumer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;

/**
 * Stub of DynamoDB with scripted responses, for errors that DynamoDB Local cannot produce. It uses one scripted
 * response per call, then succeeds. It records the items that it reported as stored.
 */
final class DynamoDbStub implements AutoCloseable {
    /** Response to one call. */
    interface Answer {
        void to(Call call) throws IOException, InterruptedException;
    }

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Deque<Answer> script = new ConcurrentLinkedDeque<>();
    private final Map<String, JsonNode> items = Collections.synchronizedMap(new LinkedHashMap<>());
    private final List<String> calls = Collections.synchronizedList(new ArrayList<>());
    private Predicate<JsonNode> invalid = item -> false;

    DynamoDbStub() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Appends responses for the next calls. */
    DynamoDbStub then(Answer... answers) {
        script.addAll(List.of(answers));
        return this;
    }

    /** Rejects matching items as invalid from now on. */
    DynamoDbStub rejecting(Predicate<JsonNode> rule) {
        invalid = rule;
        return this;
    }

    /** Returns the stored items by messageId. */
    Map<String, JsonNode> items() {
        return items;
    }

    /** Returns operation and number of items of each call, such as {@code BatchWriteItem 25}. */
    List<String> calls() {
        return calls;
    }

    Answer success() {
        return leavingUnprocessed(0);
    }

    /** Returns a response that leaves the given number of items at the end of the call unprocessed. */
    Answer leavingUnprocessed(int unprocessed) {
        return call -> {
            List<JsonNode> taken = call.items().subList(0, call.items().size() - unprocessed);
            taken.forEach(item -> items.put(item.at("/messageId/S").asText(), item));
            var left = JSON.createObjectNode();
            if (unprocessed > 0) {
                var requests = left.putArray("events");
                call.items().subList(taken.size(), call.items().size()).forEach(item -> requests.addObject()
                        .putObject("PutRequest")
                        .set("Item", item));
            }
            call.answer(
                    200, JSON.createObjectNode().set("UnprocessedItems", left).toString());
        };
    }

    static Answer error(int status, String code) {
        return call -> call.answer(
                status, "{\"__type\":\"com.amazonaws.dynamodb.v20120810#" + code + "\",\"message\":\"as scripted\"}");
    }

    static Answer text(String body) {
        return call -> call.answer(200, body);
    }

    /** Accepts the call and never responds. */
    Answer noResponse() {
        return call -> closed.await();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Call call = new Call(exchange, JSON.readTree(exchange.getRequestBody()));
            calls.add(call.operation() + " " + call.items().size());
            Answer answer = script.poll();
            if (answer == null) {
                answer = call.items().stream().anyMatch(invalid)
                        ? error(400, "ValidationException")
                        : call.operation().equals("PutItem")
                                ? error(400, "ConditionalCheckFailedException")
                                : success();
            }
            answer.to(call);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    /** Received call. */
    record Call(HttpExchange exchange, JsonNode request) {
        String operation() {
            String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
            return target.substring(target.indexOf('.') + 1);
        }

        List<JsonNode> items() {
            if (operation().equals("PutItem")) {
                return List.of(request.get("Item"));
            }
            JsonNode requests = request.get("RequestItems").elements().next();
            return StreamSupport.stream(requests.spliterator(), false)
                    .map(each -> each.at("/PutRequest/Item"))
                    .toList();
        }

        void answer(int status, String body) throws IOException {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/x-amz-json-1.0");
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }
}

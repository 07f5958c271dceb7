package dev.trackbus.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiConsumer;

/**
 * In-memory SQS emulator for failure queues, used without LocalStack. It supports creating, finding, sending to and
 * receiving from queues in the JSON protocol of SQS. It passes each message to a consumer at once. Receiving a message
 * removes it, so there is no deletion and no redelivery.
 */
public final class SqsEmulator implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String TARGET = "X-Amz-Target";
    private static final String SERVICE = "AmazonSQS.";
    private static final int OK = 200;
    private static final int BAD_REQUEST = 400;

    private final BiConsumer<String, String> messages;
    private final Map<String, Deque<String>> queues = new HashMap<>();
    private final HttpServer server;

    private SqsEmulator(HttpServer server, BiConsumer<String, String> messages) {
        this.server = server;
        this.messages = messages;
    }

    /**
     * Starts an emulator on a free port.
     *
     * @param messages receives queue name and message, on the emulator's only thread
     * @return emulator without queues
     */
    public static SqsEmulator start(BiConsumer<String, String> messages) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            SqsEmulator queues = new SqsEmulator(server, messages);
            server.createContext("/", queues::serve);
            server.start();
            return queues;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Returns its address.
     *
     * @return http://127.0.0.1:PORT
     */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            String action = String.valueOf(exchange.getRequestHeaders().getFirst(TARGET));
            JsonNode request = JSON.readTree(exchange.getRequestBody().readAllBytes());
            ObjectNode response = respond(action.replace(SERVICE, ""), request);
            byte[] body = response.toString().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.0");
            exchange.sendResponseHeaders(response.has("__type") ? BAD_REQUEST : OK, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private ObjectNode respond(String action, JsonNode request) {
        String queue = name(request);
        if (action.equals("CreateQueue")) {
            queues.putIfAbsent(queue, new ArrayDeque<>());
        }
        if (!queues.containsKey(queue)) {
            return error("com.amazonaws.sqs#QueueDoesNotExist", "Queue " + queue + " does not exist");
        }
        return switch (action) {
            case "CreateQueue", "GetQueueUrl" -> JSON.createObjectNode().put("QueueUrl", uri() + "/queue/" + queue);
            case "GetQueueAttributes" -> attributes(queue);
            case "ReceiveMessage" ->
                receive(queue, request.path("MaxNumberOfMessages").asInt(1));
            case "SendMessage" -> send(queue, request);
            case "SendMessageBatch" -> sendBatch(queue, request.path("Entries"));
            default -> error("com.amazonaws.sqs#UnsupportedOperation", action + " is not supported by this emulator");
        };
    }

    private static String name(JsonNode request) {
        String url = request.path("QueueUrl").asText();
        return request.path("QueueName").asText(url.substring(url.lastIndexOf('/') + 1));
    }

    private static ObjectNode error(String type, String message) {
        return JSON.createObjectNode().put("__type", type).put("message", message);
    }

    private static ObjectNode attributes(String queue) {
        ObjectNode response = JSON.createObjectNode();
        response.putObject("Attributes").put("QueueArn", "arn:aws:sqs:us-east-1:000000000000:" + queue);
        return response;
    }

    private ObjectNode sendBatch(String queue, JsonNode entries) {
        ObjectNode response = JSON.createObjectNode();
        ArrayNode successful = response.putArray("Successful");
        entries.forEach(each ->
                successful.add(send(queue, each).put("Id", each.path("Id").asText())));
        response.putArray("Failed");
        return response;
    }

    private ObjectNode send(String queue, JsonNode entry) {
        String body = entry.path("MessageBody").asText();
        queues.get(queue).add(body);
        messages.accept(queue, body);
        return JSON.createObjectNode()
                .put("MessageId", UUID.randomUUID().toString())
                .put("MD5OfMessageBody", md5(body));
    }

    private ObjectNode receive(String queue, int max) {
        ObjectNode response = JSON.createObjectNode();
        ArrayNode received = response.putArray("Messages");
        Deque<String> stored = queues.get(queue);
        while (received.size() < max && !stored.isEmpty()) {
            String body = stored.remove();
            String id = UUID.randomUUID().toString();
            received.addObject()
                    .put("MessageId", id)
                    .put("ReceiptHandle", id)
                    .put("MD5OfBody", md5(body))
                    .put("Body", body);
        }
        return response;
    }

    private static String md5(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Stops at once. */
    @Override
    public void close() {
        server.stop(0);
    }
}

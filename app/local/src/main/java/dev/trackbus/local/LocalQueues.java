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
 * Of SQS what failure queues need where no LocalStack runs, kinesis-mock and DynamoDB Local having none: queues that are
 * made, looked up, sent to and received from, in SQS's JSON protocol. A message is handed on, to be shown at once; who
 * receives it has it, there is nothing to delete and no second delivery.
 */
public final class LocalQueues implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String TARGET = "X-Amz-Target";
    private static final String SERVICE = "AmazonSQS.";
    private static final int OK = 200;
    private static final int REFUSED = 400;

    private final BiConsumer<String, String> messages;
    private final Map<String, Deque<String>> queues = new HashMap<>();
    private final HttpServer server;

    private LocalQueues(HttpServer server, BiConsumer<String, String> messages) {
        this.server = server;
        this.messages = messages;
    }

    /**
     * Starts an endpoint on a free port.
     *
     * @param messages takes the queue's name and the message, on the endpoint's one thread
     * @return without any queue
     */
    public static LocalQueues start(BiConsumer<String, String> messages) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            LocalQueues queues = new LocalQueues(server, messages);
            server.createContext("/", queues::serve);
            server.start();
            return queues;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Where it listens.
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
            ObjectNode answer = answer(action.replace(SERVICE, ""), request);
            byte[] body = answer.toString().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.0");
            exchange.sendResponseHeaders(answer.has("__type") ? REFUSED : OK, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private ObjectNode answer(String action, JsonNode request) {
        String queue = name(request);
        if (action.equals("CreateQueue")) {
            queues.putIfAbsent(queue, new ArrayDeque<>());
        }
        if (!queues.containsKey(queue)) {
            return error("com.amazonaws.sqs#QueueDoesNotExist", "there is no queue " + queue);
        }
        return switch (action) {
            case "CreateQueue", "GetQueueUrl" -> JSON.createObjectNode().put("QueueUrl", uri() + "/queue/" + queue);
            case "GetQueueAttributes" -> attributes(queue);
            case "ReceiveMessage" ->
                received(queue, request.path("MaxNumberOfMessages").asInt(1));
            case "SendMessage" -> sent(queue, request);
            case "SendMessageBatch" -> sentBatch(queue, request.path("Entries"));
            default -> error("com.amazonaws.sqs#UnsupportedOperation", action + " is not known here");
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
        ObjectNode answer = JSON.createObjectNode();
        answer.putObject("Attributes").put("QueueArn", "arn:aws:sqs:us-east-1:000000000000:" + queue);
        return answer;
    }

    private ObjectNode sentBatch(String queue, JsonNode entries) {
        ObjectNode answer = JSON.createObjectNode();
        ArrayNode successful = answer.putArray("Successful");
        entries.forEach(each ->
                successful.add(sent(queue, each).put("Id", each.path("Id").asText())));
        answer.putArray("Failed");
        return answer;
    }

    private ObjectNode sent(String queue, JsonNode entry) {
        String body = entry.path("MessageBody").asText();
        queues.get(queue).add(body);
        messages.accept(queue, body);
        return JSON.createObjectNode()
                .put("MessageId", UUID.randomUUID().toString())
                .put("MD5OfMessageBody", md5(body));
    }

    private ObjectNode received(String queue, int most) {
        ObjectNode answer = JSON.createObjectNode();
        ArrayNode taken = answer.putArray("Messages");
        Deque<String> waiting = queues.get(queue);
        while (taken.size() < most && !waiting.isEmpty()) {
            String body = waiting.remove();
            String id = UUID.randomUUID().toString();
            taken.addObject()
                    .put("MessageId", id)
                    .put("ReceiptHandle", id)
                    .put("MD5OfBody", md5(body))
                    .put("Body", body);
        }
        return answer;
    }

    private static String md5(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Ends at once. */
    @Override
    public void close() {
        server.stop(0);
    }
}

package dev.trackbus.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** Packaged service in a child process, with its own Redis that contains the sample programs. */
final class RunningService implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final LocalRedis redis;
    private final TrackbusProcess process;
    private final HttpClient http = HttpClient.newHttpClient();

    private RunningService(LocalRedis redis, TrackbusProcess process) {
        this.redis = redis;
        this.process = process;
    }

    /** Starts the service and blocks until it is ready. The stream may be missing. */
    static RunningService start(TestStream stream, Path folder) {
        LocalRedis redis = new LocalRedis(Port.free(), folder.resolve("redis.log"));
        redis.start();
        SamplePrograms.load(redis.port());
        Map<String, String> settings = new ServiceSettings(
                        Port.free(), Port.free(), redis.port(), stream.kinesis(), folder.resolve("journal"))
                .environment();
        settings.put("STREAM_NAME", stream.name());
        return start(redis, settings, folder);
    }

    /** Starts the service and blocks until it is ready. Closing it also closes the Redis. */
    static RunningService start(LocalRedis redis, Map<String, String> settings, Path folder) {
        TrackbusProcess process =
                TrackbusProcess.start(Checkout.find().trackbusJar(), settings, folder.resolve("trackbus.log"));
        return new RunningService(redis, process.awaitReady(START_LIMIT));
    }

    int redisPort() {
        return redis.port();
    }

    Response get(String path) {
        return send(request(path));
    }

    Response post(String path, String json) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(process.uri().resolve(path)).header("User-Agent", "Test/1.0");
    }

    private Response send(HttpRequest.Builder request) {
        long from = System.currentTimeMillis();
        try {
            HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Response(
                    response.statusCode(), JSON.readTree(response.body()), from, System.currentTimeMillis());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        process.close();
        redis.close();
    }

    /**
     * Response, with the times before and after the request.
     *
     * @param status HTTP status
     * @param body   JSON body
     * @param from   start of the request, milliseconds since 1970
     * @param until  end of the request, milliseconds since 1970
     */
    record Response(int status, JsonNode body, long from, long until) {
        String messageId() {
            return body.path("messageId").asText();
        }
    }
}

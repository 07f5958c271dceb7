package dev.trackbus.bench.faults;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/**
 * What a service says of itself.
 *
 * @param status 200, 503, or 0 where there was no answer
 * @param body   its details
 * @param millis how long the answer took
 */
record Health(int status, String body, long millis) {
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();

    static Health ready(URI service) {
        return of(service.resolve("/health/ready"));
    }

    static Health live(URI service) {
        return of(service.resolve("/health/live"));
    }

    private static Health of(URI uri) {
        long start = System.nanoTime();
        HttpRequest request =
                HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(3)).build();
        try {
            HttpResponse<String> answer = CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
            return new Health(answer.statusCode(), answer.body(), millisSince(start));
        } catch (IOException e) {
            return new Health(0, e.toString(), millisSince(start));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static long millisSince(long start) {
        return Duration.ofNanos(System.nanoTime() - start).toMillis();
    }

    /** Whether it serves and reports no fault. */
    boolean isUp() {
        return status == 200 && body.contains("\"up\"");
    }

    /** Whether it serves, but says that something is not well, in these words among others. */
    boolean isDegraded(String word) {
        return status == 200 && body.contains("degraded") && body.contains(word);
    }
}

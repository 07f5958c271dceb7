package dev.trackbus.bench.faults;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/**
 * Answer to a single tracking request, whose event the judge does not expect.
 *
 * @param status     HTTP status; 0 if there was no answer
 * @param retryAfter whether the answer has the header Retry-After
 * @param body       the answer's body, or the reason why there is none
 */
record TrackingProbe(int status, boolean retryAfter, String body) {
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();
    private static final Duration ANSWER = Duration.ofSeconds(5);

    /** Sends it and waits for its answer. */
    static TrackingProbe of(URI service, String programId) {
        URI uri = service.resolve("/event/" + programId + "?" + TrackedRequest.ID + "=" + TrackedRequest.PROBE);
        try {
            HttpRequest request = HttpRequest.newBuilder(uri).timeout(ANSWER).build();
            HttpResponse<String> answer = CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
            boolean retryAfter = answer.headers().firstValue("Retry-After").isPresent();
            return new TrackingProbe(answer.statusCode(), retryAfter, answer.body());
        } catch (IOException e) {
            return new TrackingProbe(0, false, e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Sends it again and again until the service does not refuse it for now, 5 s at most. */
    static TrackingProbe untilAnswered(URI service, String programId) {
        TrackingProbe[] last = {of(service, programId)};
        Await.until(ANSWER, () -> {
            last[0] = last[0].isUnavailable() ? of(service, programId) : last[0];
            return !last[0].isUnavailable();
        });
        return last[0];
    }

    /** Whether the service refused it for now. */
    boolean isUnavailable() {
        return status == 503 && retryAfter;
    }

    @Override
    public String toString() {
        return status + " " + body.strip();
    }
}

package dev.trackbus.bench.faults;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.regex.Pattern;

/**
 * Metrics of the service at one moment, in the text format of Prometheus.
 *
 * @param text a line per series; empty if the service did not answer
 */
record MetricsPage(String text) {
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();
    private static final Duration ANSWER = Duration.ofSeconds(3);

    /** Reads the page of a management port on this machine. */
    static MetricsPage of(int managementPort) {
        URI uri = URI.create("http://127.0.0.1:" + managementPort + "/metrics");
        try {
            HttpRequest request = HttpRequest.newBuilder(uri).timeout(ANSWER).build();
            return new MetricsPage(
                    CLIENT.send(request, HttpResponse.BodyHandlers.ofString()).body());
        } catch (IOException e) {
            return new MetricsPage("");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /**
     * Returns the sum of all series whose name and labels match; 0 if there are none.
     *
     * @param series a regular expression for the start of the line, such as {@code trackbus_redis_errors_total}
     */
    double sum(String series) {
        Pattern line = Pattern.compile("(?:" + series + ")(?:\\{[^}]*})? .*");
        return text.lines()
                .filter(each -> line.matcher(each).matches())
                .mapToDouble(each -> Double.parseDouble(each.substring(each.lastIndexOf(' ') + 1)))
                .sum();
    }
}

package dev.trackbus.bench;

import dev.trackbus.local.Checkout;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One closed-loop round of wrk.
 *
 * @param requests answers that it counted
 * @param refused  those among them that were no 2xx
 * @param perSecond answers a second
 * @param latency  its percentiles
 * @param errors   broken connections and time-outs, by its own words; empty when there were none
 */
record Wrk(long requests, long refused, double perSecond, Latency latency, String errors) {
    private static final Pattern REQUESTS = Pattern.compile("(\\d+) requests in");
    private static final Pattern REFUSED = Pattern.compile("Non-2xx or 3xx responses: (\\d+)");
    private static final Pattern RATE = Pattern.compile("Requests/sec:\\s+([0-9.]+)");
    private static final Pattern PERCENTILES = Pattern.compile("p50=(\\d+) p99=(\\d+) p99.9=(\\d+)");
    private static final Pattern ERRORS = Pattern.compile("(Socket errors.*)");

    static Wrk run(Shape shape, int seconds, String url) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(List.of(
                        "taskset",
                        "-c",
                        Peer.LOAD_CORE,
                        "wrk",
                        "-t1",
                        "-c" + shape.connections(),
                        "-d" + seconds + "s",
                        "--timeout",
                        "10s",
                        "-s",
                        Checkout.find().root().resolve("app/bench/load.lua").toString(),
                        url))
                .redirectErrorStream(true);
        builder.environment().putAll(shape.environment());
        Process wrk = builder.start();
        String output = new String(wrk.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (wrk.waitFor() != 0) {
            throw new IOException("wrk failed: " + output);
        }
        return of(output);
    }

    static Wrk of(String output) throws IOException {
        Matcher percentiles = PERCENTILES.matcher(output);
        if (!percentiles.find()) {
            throw new IOException("wrk said something else: " + output);
        }
        return new Wrk(
                Long.parseLong(found(REQUESTS, output, "0")),
                Long.parseLong(found(REFUSED, output, "0")),
                Double.parseDouble(found(RATE, output, "0")),
                new Latency(micros(percentiles, 1), micros(percentiles, 2), micros(percentiles, 3)),
                found(ERRORS, output, ""));
    }

    private static double micros(Matcher percentiles, int group) {
        return Double.parseDouble(percentiles.group(group));
    }

    private static String found(Pattern pattern, String output, String otherwise) {
        Matcher matcher = pattern.matcher(output);
        return matcher.find() ? matcher.group(1) : otherwise;
    }
}

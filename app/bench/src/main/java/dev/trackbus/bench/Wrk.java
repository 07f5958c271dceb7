package dev.trackbus.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One closed-loop round of wrk.
 *
 * @param requests answers that it counted
 * @param perSecond answers a second
 * @param p99 its 99th percentile, as it prints it
 * @param errors whatever was not a 2xx, by its own words; empty when all was well
 */
record Wrk(long requests, double perSecond, String p99, String errors) {
    private static final Pattern REQUESTS = Pattern.compile("(\\d+) requests in");
    private static final Pattern RATE = Pattern.compile("Requests/sec:\\s+([0-9.]+)");
    private static final Pattern P99 = Pattern.compile("99%\\s+(\\S+)");
    private static final Pattern ERRORS = Pattern.compile("(Socket errors.*|Non-2xx.*)");

    static Wrk run(String core, int connections, int seconds, String url) throws IOException, InterruptedException {
        Process wrk = new ProcessBuilder(List.of(
                        "taskset",
                        "-c",
                        core,
                        "wrk",
                        "-t1",
                        "-c" + connections,
                        "-d" + seconds + "s",
                        "--latency",
                        url))
                .redirectErrorStream(true)
                .start();
        String output = new String(wrk.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (wrk.waitFor() != 0) {
            throw new IOException("wrk failed: " + output);
        }
        return new Wrk(
                Long.parseLong(found(REQUESTS, output)),
                Double.parseDouble(found(RATE, output)),
                found(P99, output),
                found(ERRORS, output));
    }

    private static String found(Pattern pattern, String output) {
        Matcher matcher = pattern.matcher(output);
        return matcher.find() ? matcher.group(1) : "";
    }
}

package dev.trackbus.local;

import java.util.List;

/** Example commands that a local run prints for a second terminal. */
final class UsageExamples {
    private UsageExamples() {}

    /**
     * Returns the lines to print.
     *
     * @param config ports of the run
     * @return shell commands, each after a description of its result
     */
    static List<String> of(LocalConfig config) {
        String api = "http://127.0.0.1:" + config.httpPort();
        String redis = "redis-cli -p " + config.redisPort();
        return List.of(
                "",
                "Try in a second terminal:",
                "  200 valid            curl -i " + api + "/event/212313",
                "  404 unknown          curl -i " + api + "/event/no-such-program",
                "  410 expired          curl -i " + api + "/event/212312",
                "  422 wrong checksum   curl -i '" + api + "/event/212313?checksum=wrong'",
                "  422, then 200        curl -i " + api + "/event/212314; curl -i '" + api
                        + "/event/212314?placement=top'",
                "  400 bad encoding     curl -i " + api + "/event/%zz",
                "  a program changes    " + redis + " HSET program:212313 programName 'Trail running shoes'; " + redis
                        + " PUBLISH program-updates " + changed(),
                "",
                "Below: each event as it arrives in the stream. Ctrl-C stops all processes.");
    }

    private static String changed() {
        return "'{\"programId\":\"212313\",\"programName\":\"Trail running shoes\",\"checksum\":\"7d2f\","
                + "\"customerId\":9124,\"customerName\":\"Northway Sports\"}'";
    }
}

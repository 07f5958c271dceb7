package dev.trackbus.local;

import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Where a run on this machine listens and what it writes to.
 *
 * @param httpPort       of the tracking API
 * @param managementPort of the metrics
 * @param redisPort      of Redis
 * @param kinesisPort    of kinesis-mock, or of LocalStack
 * @param dynamoDbPort   of DynamoDB Local
 * @param dir            folder for logs and journal, made if need be
 */
record LocalConfig(int httpPort, int managementPort, int redisPort, int kinesisPort, int dynamoDbPort, Path dir) {
    /**
     * Checks the ports.
     *
     * @throws IllegalArgumentException naming the option that is wrong
     */
    LocalConfig {
        Objects.requireNonNull(dir, "dir");
        Map<Integer, String> ports = new TreeMap<>();
        claim(ports, "--http-port", httpPort);
        claim(ports, "--management-port", managementPort);
        claim(ports, "--redis-port", redisPort);
        claim(ports, "--kinesis-port", kinesisPort);
        claim(ports, "--dynamodb-port", dynamoDbPort);
    }

    private static void claim(Map<Integer, String> ports, String option, int port) {
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException(option + " must be 1-65535, was " + port);
        }
        String other = ports.put(port, option);
        if (other != null) {
            throw new IllegalArgumentException(option + " must not be the port of " + other + ", was " + port);
        }
    }
}

package dev.trackbus.local;

import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Settings of a local run: ports and folder.
 *
 * @param httpPort       port of the tracking API
 * @param managementPort port of health and metrics
 * @param redisPort      port of Redis
 * @param kinesisPort    port of kinesis-mock or LocalStack
 * @param dynamoDbPort   port of DynamoDB Local
 * @param dir            folder for logs and journal; created if missing
 */
record LocalConfig(int httpPort, int managementPort, int redisPort, int kinesisPort, int dynamoDbPort, Path dir) {
    /**
     * Checks the ports.
     *
     * @throws IllegalArgumentException if a port is out of range or used twice; the message names the option
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

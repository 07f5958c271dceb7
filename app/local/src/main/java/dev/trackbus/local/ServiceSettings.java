package dev.trackbus.local;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/**
 * Settings of a service that listens on 127.0.0.1 only and uses a local Redis and Kinesis.
 *
 * @param httpPort       port of the tracking API
 * @param managementPort port of health and metrics
 * @param redisPort      port of Redis on 127.0.0.1
 * @param kinesis        endpoint of the streams
 * @param journalDir     folder for the journal
 */
public record ServiceSettings(
        int httpPort, int managementPort, int redisPort, KinesisEndpoint kinesis, Path journalDir) {
    /**
     * Returns the settings by name. STOP_GRACE is zero, because no load balancer is in front of the service.
     *
     * @return a new, modifiable map
     */
    public Map<String, String> environment() {
        Map<String, String> settings = new HashMap<>();
        settings.put("HTTP_HOST", "127.0.0.1");
        settings.put("HTTP_PORT", Integer.toString(httpPort));
        settings.put("MANAGEMENT_HOST", "127.0.0.1");
        settings.put("MANAGEMENT_PORT", Integer.toString(managementPort));
        settings.put("REDIS_HOST", "127.0.0.1");
        settings.put("REDIS_PORT", Integer.toString(redisPort));
        settings.put("JOURNAL_DIR", journalDir.toString());
        settings.put("STOP_GRACE", "0s");
        settings.put("DRAIN_TIMEOUT", "10s");
        settings.put("AWS_ENDPOINT_URL_KINESIS", kinesis.uri().toString());
        settings.put("AWS_REGION", kinesis.region());
        settings.put("AWS_ACCESS_KEY_ID", kinesis.accessKeyId());
        settings.put("AWS_SECRET_ACCESS_KEY", kinesis.secretAccessKey());
        return settings;
    }

    /**
     * Writes the settings to a properties file for the option {@code --settings FILE} of the service's commands.
     *
     * @param file file to create or replace
     * @throws MissingServiceException if it cannot be written
     */
    public void write(Path file) {
        Properties properties = new Properties();
        properties.putAll(environment());
        try (Writer writer = Files.newBufferedWriter(file)) {
            properties.store(writer, null);
        } catch (IOException e) {
            throw new MissingServiceException("Cannot write " + file + " (" + e + "): choose another folder", e);
        }
    }
}

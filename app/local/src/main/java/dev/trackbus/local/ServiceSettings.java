package dev.trackbus.local;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/**
 * How a service on this machine is set up: on 127.0.0.1 alone, beside a Redis and a Kinesis of this machine.
 *
 * @param httpPort       of the tracking API
 * @param managementPort of the metrics
 * @param redisPort      where Redis listens on 127.0.0.1
 * @param kinesis        where the streams are
 * @param journalDir     folder for the journal
 */
public record ServiceSettings(
        int httpPort, int managementPort, int redisPort, KinesisEndpoint kinesis, Path journalDir) {
    /**
     * The settings by their names, to be changed at will. The service stops without a grace, no balancer being there.
     *
     * @return a new map
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
     * Writes the settings as a properties file, for the commands of the fat jar: {@code --settings FILE}.
     *
     * @param file made or replaced
     * @throws MissingServiceException if it cannot be written
     */
    public void write(Path file) {
        Properties properties = new Properties();
        properties.putAll(environment());
        try (Writer writer = Files.newBufferedWriter(file)) {
            properties.store(writer, null);
        } catch (IOException e) {
            throw new MissingServiceException(file + " cannot be written: " + e.getMessage(), e);
        }
    }
}

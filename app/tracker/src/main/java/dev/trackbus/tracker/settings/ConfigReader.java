package dev.trackbus.tracker.settings;

import dev.trackbus.cache.CacheConfig;
import dev.trackbus.http.ConnectionLimit;
import dev.trackbus.http.HttpConfig;
import dev.trackbus.http.RefusedRates;
import dev.trackbus.kinesis.JournalSettings;
import dev.trackbus.kinesis.KinesisConfig;
import dev.trackbus.kinesis.aws.AwsConfig;
import dev.trackbus.kinesis.deadletter.DeadLetterQueueConfig;
import dev.trackbus.redis.RedisConfig;
import dev.trackbus.redis.RedisLogin;
import dev.trackbus.tracker.Printable;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/** Makes the configuration of the service from the settings' texts, and collects everything that is wrong with them. */
public final class ConfigReader {
    private final SettingsText text;
    private final List<String> errors;

    private ConfigReader(SettingsText text) {
        this.text = text;
        this.errors = new ArrayList<>(text.errors());
    }

    /**
     * Reads and checks all settings.
     *
     * @param text the settings' texts
     * @return the configuration
     * @throws InvalidSettingsException with all errors
     */
    public static TrackerConfig read(SettingsText text) {
        ConfigReader reader = new ConfigReader(text);
        Settings.ALL.forEach(setting -> reader.part(() -> reader.optional(setting)));
        return reader.config();
    }

    /**
     * Reads and checks the settings of the commands that change core data.
     *
     * @param text the settings' texts
     * @return where programs are put, and where they arrive
     * @throws InvalidSettingsException with all errors in them
     */
    public static CoreDataConfig coreData(SettingsText text) {
        ConfigReader reader = new ConfigReader(text);
        AwsConfig aws = reader.part(reader::aws);
        RedisConfig redis = reader.part(reader::redis);
        String stream = reader.part(() -> reader.value(Settings.CORE_DATA_STREAM_NAME));
        CoreDataConfig config =
                reader.errors.isEmpty() ? reader.part(() -> new CoreDataConfig(stream, aws, redis)) : null;
        return reader.checked(config);
    }

    /**
     * Reads and checks the settings of Redis alone.
     *
     * @param text the settings' texts
     * @return where Redis is
     * @throws InvalidSettingsException with all errors in them
     */
    public static RedisConfig redis(SettingsText text) {
        ConfigReader reader = new ConfigReader(text);
        return reader.checked(reader.part(reader::redis));
    }

    private <T> T checked(T config) {
        if (!errors.isEmpty()) {
            throw new InvalidSettingsException(errors.stream().distinct().toList());
        }
        return config;
    }

    private TrackerConfig config() {
        HttpConfig http = part(this::http);
        TrackerConfig.Limits limits = part(this::limits);
        TrackerConfig.Management management = part(
                () -> new TrackerConfig.Management(value(Settings.MANAGEMENT_HOST), value(Settings.MANAGEMENT_PORT)));
        Optional<String> namespace = part(() -> optional(Settings.EMF_NAMESPACE));
        RedisConfig redis = part(this::redis);
        CacheConfig cache = part(this::cache);
        KinesisConfig kinesis = part(this::kinesis);
        AwsConfig aws = part(this::aws);
        Integer senders = part(() -> value(Settings.SENDERS));
        TrackerConfig.Stop stop =
                part(() -> new TrackerConfig.Stop(value(Settings.STOP_GRACE), value(Settings.DRAIN_TIMEOUT)));
        TrackerConfig config = errors.isEmpty()
                ? part(() -> new TrackerConfig(
                        http, limits, management, namespace, redis, cache, kinesis, aws, senders, stop))
                : null;
        return checked(config);
    }

    private HttpConfig http() {
        boolean committed = mode() == JournalSettings.Mode.COMMITTED;
        return new HttpConfig(
                value(Settings.HTTP_HOST),
                value(Settings.HTTP_PORT),
                value(Settings.HTTP_IDLE_TIMEOUT),
                value(Settings.HTTP_MAX_IN_FLIGHT),
                optional(Settings.HTTP_SHUTDOWN_GRACE).orElseGet(() -> HttpConfig.usualShutdownGrace(committed)),
                committed);
    }

    private TrackerConfig.Limits limits() {
        RefusedRates refusedEvents =
                new RefusedRates(value(Settings.REFUSED_EVENTS_PER_SECOND), value(Settings.UNKNOWN_EVENTS_PER_SECOND));
        return new TrackerConfig.Limits(
                refusedEvents,
                optional(Settings.HTTP_MAX_CONNECTIONS)
                        .map(ConnectionLimit::new)
                        .orElseGet(ConnectionLimit::usual));
    }

    private CacheConfig cache() {
        return new CacheConfig(
                value(Settings.CACHE_MAX_PROGRAMS),
                value(Settings.CACHE_TTL),
                value(Settings.CACHE_STALE_LIMIT),
                value(Settings.CACHE_MAX_MISSING),
                value(Settings.CACHE_MISSING_TTL),
                CacheConfig.DEFAULT.maxBytes());
    }

    private RedisConfig redis() {
        return new RedisConfig(
                value(Settings.REDIS_HOST),
                value(Settings.REDIS_PORT),
                value(Settings.REDIS_TLS),
                new RedisLogin(optional(Settings.REDIS_USERNAME).orElse(""), password()),
                value(Settings.REDIS_KEY_PREFIX),
                value(Settings.REDIS_CHANNEL));
    }

    private KinesisConfig kinesis() {
        JournalSettings journal =
                new JournalSettings(value(Settings.JOURNAL_DIR), mode(), value(Settings.JOURNAL_MAX_BYTES));
        Optional<DeadLetterQueueConfig> queue = optional(Settings.DEAD_LETTER_QUEUE_URL)
                .map(url -> new DeadLetterQueueConfig(url, aws(Settings.AWS_ENDPOINT_URL_SQS)));
        return new KinesisConfig(value(Settings.STREAM_NAME), value(Settings.KINESIS_LINGER), journal, queue);
    }

    private JournalSettings.Mode mode() {
        return JournalSettings.Mode.valueOf(value(Settings.JOURNAL_MODE).toUpperCase(Locale.ROOT));
    }

    private String password() {
        Optional<String> given = optional(Settings.REDIS_PASSWORD);
        Optional<Path> file = optional(Settings.REDIS_PASSWORD_FILE);
        if (given.isPresent() && file.isPresent()) {
            throw new IllegalArgumentException("REDIS_PASSWORD and REDIS_PASSWORD_FILE are both set; set one");
        }
        return file.map(ConfigReader::firstLine).or(() -> given).orElse("");
    }

    private static String firstLine(Path file) {
        try {
            String password = Files.readString(file)
                    .lines()
                    .findFirst()
                    .filter(line -> !line.isBlank())
                    .orElseThrow(() ->
                            new IllegalArgumentException("REDIS_PASSWORD_FILE has no password in its first line"));
            if (Printable.hides(password)) {
                throw new IllegalArgumentException(
                        "REDIS_PASSWORD_FILE must not hold control or invisible characters in its first line");
            }
            return password;
        } catch (IOException e) {
            throw new IllegalArgumentException("REDIS_PASSWORD_FILE can't be read: " + e);
        }
    }

    private AwsConfig aws() {
        return aws(Settings.AWS_ENDPOINT_URL_KINESIS);
    }

    private AwsConfig aws(Setting<URI> own) {
        Optional<URI> endpoint = optional(own).or(() -> optional(Settings.AWS_ENDPOINT_URL));
        Optional<String> id = optional(Settings.AWS_ACCESS_KEY_ID);
        Optional<String> secret = optional(Settings.AWS_SECRET_ACCESS_KEY);
        if (id.isPresent() != secret.isPresent()) {
            throw new IllegalArgumentException("AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY must be set together");
        }
        return new AwsConfig(
                value(Settings.AWS_REGION),
                endpoint,
                id.map(key -> new AwsConfig.Keys(key, secret.orElseThrow(), optional(Settings.AWS_SESSION_TOKEN))));
    }

    private <T> T value(Setting<T> setting) {
        return optional(setting).orElseThrow(() -> new IllegalArgumentException(setting.name() + " must be set"));
    }

    private <T> Optional<T> optional(Setting<T> setting) {
        String given = text.texts().get(setting.name());
        if (given == null) {
            return Optional.empty();
        }
        try {
            GivenText.check(given, setting.secret());
            return Optional.of(setting.format().read(given));
        } catch (IllegalArgumentException e) {
            String was = setting.secret() ? "" : ", was " + GivenText.shown(given);
            errors.add(setting.name() + " " + e.getMessage() + was + GivenText.origin(given));
            throw new UnreadableException();
        }
    }

    /** A part of the configuration; null, with its error collected, where a setting of it is wrong. */
    private <T> T part(Supplier<T> part) {
        try {
            return part.get();
        } catch (UnreadableException e) {
            return null;
        } catch (IllegalArgumentException e) {
            errors.add(e.getMessage());
            return null;
        }
    }

    /** A setting's text can't be read; its error has been collected. */
    private static final class UnreadableException extends IllegalArgumentException {
        private static final long serialVersionUID = 1L;
    }
}

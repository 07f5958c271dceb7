package dev.trackbus.architecture;

import com.tngtech.archunit.lang.ArchRule;
import java.util.Locale;

/** All rules by their names; the folder of a rule's seeded violations is called like it. */
enum ArchitectureRule {
    ONLY_THE_BUS_KNOWS_THE_EVENT_BUS(BusRules.ONLY_THE_BUS_KNOWS_THE_EVENT_BUS),
    ONLY_THE_FACADE_USES_THE_EVENT_BUS(BusRules.ONLY_THE_FACADE_USES_THE_EVENT_BUS),
    NO_SHARED_DATA(BusRules.NO_SHARED_DATA),
    NO_UNTYPED_CONFIG(BusRules.NO_UNTYPED_CONFIG),
    MESSAGES_ARE_RECORDS(MessageRules.MESSAGES_ARE_RECORDS),
    MESSAGES_HOLD_IMMUTABLE_VALUES(MessageRules.MESSAGES_HOLD_IMMUTABLE_VALUES),
    NO_STATIC_STATE(StateRules.NO_STATIC_STATE),
    VERTICLES_ARE_MADE_OF_TYPED_PARTS(StateRules.VERTICLES_ARE_MADE_OF_TYPED_PARTS),
    ONLY_APPS_DEPLOY(StateRules.ONLY_APPS_DEPLOY),
    NOTHING_WAITS(BlockingRules.NOTHING_WAITS),
    NO_BLOCKING_IO(BlockingRules.NO_BLOCKING_IO),
    ONLY_SENDERS_CALL_AWS(BlockingRules.ONLY_SENDERS_CALL_AWS),
    THE_ENVIRONMENT_IS_READ_ONCE(ModuleRules.THE_ENVIRONMENT_IS_READ_ONCE),
    VERTICLES_MEET_ONLY_ON_THE_BUS(ModuleRules.VERTICLES_MEET_ONLY_ON_THE_BUS),
    PROTO_STANDS_ALONE(ModuleRules.PROTO_STANDS_ALONE),
    METERS_ARE_MADE_BY_METRICS_CLASSES(ModuleRules.METERS_ARE_MADE_BY_METRICS_CLASSES),
    NAMES_ARE_NOUNS_OF_THE_DOMAIN(ModuleRules.NAMES_ARE_NOUNS_OF_THE_DOMAIN),
    GUAVA_ONLY_IN_CACHE(LibraryRules.only("com.google.common..", "cache")),
    REDIS_CLIENT_ONLY_IN_REDIS(LibraryRules.only("io.vertx.redis..", "redis")),
    AWS_ONLY_IN_KINESIS(LibraryRules.only("software.amazon.awssdk..", "kinesis")),
    HTTP_ONLY_IN_HTTP_AND_MANAGEMENT(LibraryRules.only("io.vertx.core.http..", "http", "tracker")),
    PROTOBUF_ONLY_WHERE_BYTES_LEAVE(LibraryRules.only("com.google.protobuf..", "proto", "kinesis")),
    JACKSON_ONLY_WHERE_JSON_COMES_IN(LibraryRules.only("com.fasterxml.jackson..", "proto", "http", "tracker.programs")),
    PICOCLI_ONLY_IN_APPS(LibraryRules.only("picocli..", "tracker"));

    private final ArchRule rule;

    ArchitectureRule(ArchRule rule) {
        this.rule = rule;
    }

    ArchRule rule() {
        return rule;
    }

    String folder() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static ArchitectureRule ofFolder(String folder) {
        return valueOf(folder.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}

package dev.trackbus.bench.functions;

import java.util.function.Supplier;

/** Who is measured, and from which function's jar its process takes its libraries. */
enum Contestant {
    EVENT_CONSUMER(
            "event-consumer", "event consumer", () -> new HandlerWork("dev.trackbus.consumer.EventConsumerFunction")),
    PLAIN_EVENTS("event-consumer", "plain loop, BatchWriteItem", () -> new PlainEvents()),
    CORE_DATA_UPDATER(
            "core-data-updater", "core-data updater", () -> new HandlerWork("dev.trackbus.updater.CoreDataUpdater")),
    PLAIN_PROGRAMS("core-data-updater", "plain loop, HSET + PUBLISH", () -> new PlainPrograms()),
    PIPELINED_PROGRAMS("core-data-updater", "the same, pipelined", () -> new PipelinedPrograms());

    private final String module;
    private final String title;
    private final Supplier<Work> maker;

    Contestant(String module, String title, Supplier<Work> maker) {
        this.module = module;
        this.title = title;
        this.maker = maker;
    }

    String module() {
        return module;
    }

    String title() {
        return title;
    }

    /** Makes it in this process, which must have the module's libraries. */
    Work work() {
        return maker.get();
    }
}

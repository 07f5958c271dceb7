package dev.trackbus.redis;

import dev.trackbus.bus.ProgramLookup;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Meters of the Redis verticle. Updated on its event loop, read by any thread. */
final class RedisMetrics {
    private static final String OTHER = "other";
    private static final Set<String> CODES = Set.of(
            "ASK",
            "BUSY",
            "CLUSTERDOWN",
            "LOADING",
            "MASTERDOWN",
            "MISCONF",
            "MOVED",
            "NOAUTH",
            "NOPERM",
            "NOREPLICAS",
            "OOM",
            "READONLY",
            "TRYAGAIN",
            "WRONGPASS");

    private final MeterRegistry registry;
    private final Counter found;
    private final Counter missing;
    private final Counter failed;
    private final Timer latency;
    private final Counter pushes;
    private final Counter invalidPushes;
    private final Counter corrupt;
    private final AtomicInteger empty;
    private final AtomicInteger inFlight;
    private final AtomicInteger waiting;
    private final List<Meter> gauges = new ArrayList<>();

    RedisMetrics(MeterRegistry registry) {
        this.registry = registry;
        found = lookups("found");
        missing = lookups("missing");
        failed = lookups("failed");
        latency = Timer.builder("trackbus.redis.read")
                .description("Time from HGETALL to its reply or failure")
                .register(registry);
        pushes = counter("trackbus.redis.pushes", "Messages received on the channel");
        invalidPushes =
                counter("trackbus.redis.pushes.invalid", "Messages on the channel that are not a valid program");
        corrupt = counter("trackbus.redis.corrupt", "Reads that returned a corrupt program hash");
        empty = gauge("trackbus.redis.empty", "1 while Redis has lost all its programs, else 0", "");
        inFlight = gauge("trackbus.redis.reads.in.flight", "Reads in flight to Redis", "");
        waiting = gauge("trackbus.redis.reads.waiting", "Reads queued for a free slot", "");
    }

    private Counter lookups(String outcome) {
        return Counter.builder("trackbus.redis.lookups")
                .description("Program lookups, by outcome")
                .tag("outcome", outcome)
                .register(registry);
    }

    private Counter counter(String name, String description) {
        return Counter.builder(name).description(description).register(registry);
    }

    private AtomicInteger gauge(String name, String description, String link) {
        AtomicInteger value = new AtomicInteger();
        Gauge.Builder<AtomicInteger> builder =
                Gauge.builder(name, value, AtomicInteger::get).description(description);
        gauges.add((link.isEmpty() ? builder : builder.tag("link", link)).register(registry));
        return value;
    }

    /** Counts each question that was asked, when it is answered; those that shared a read count each. */
    void looked(ProgramLookup lookup) {
        lookup.<Counter>fold(is -> found, is -> missing).increment();
    }

    /** Counts each question that failed, whatever the reason. */
    void lookFailed() {
        failed.increment();
    }

    /** Times each HGETALL that was sent, when it is answered or fails. */
    void read(long nanos) {
        latency.record(nanos, TimeUnit.NANOSECONDS);
    }

    /** Sets how many reads fly and wait, after each change. */
    void reads(int nowInFlight, int nowWaiting) {
        inFlight.set(nowInFlight);
        waiting.set(nowWaiting);
    }

    /** Counts each message on the channel, bad ones too. */
    void pushed() {
        pushes.increment();
    }

    /** Counts each message on the channel that is no program. */
    void invalidPush() {
        invalidPushes.increment();
    }

    /** Counts each read that found a corrupt hash; not the questions answered from its memory. */
    void corrupt() {
        corrupt.increment();
    }

    /** Sets whether Redis has lost its programs, when that changes. */
    void empty(boolean is) {
        empty.set(is ? 1 : 0);
    }

    /** The meters of one connection. */
    ForConnection link(String name) {
        return new ForConnection(name);
    }

    /** Takes the gauges away, so that another instance can bring its own. */
    void close() {
        gauges.forEach(registry::remove);
    }

    /** The meters of one of the two connections. */
    final class ForConnection {
        private final AtomicInteger connected;
        private final Counter reconnects;
        private final Counter unreachable;
        private final Counter rejected;
        private final String name;
        private boolean up;
        private boolean readable = true;

        private ForConnection(String name) {
            this.name = name;
            connected = gauge(
                    "trackbus.redis.connected",
                    "1 while the connection is up and Redis accepts commands, else 0",
                    name);
            reconnects = Counter.builder("trackbus.redis.reconnects")
                    .description("Connections established after a failure or loss")
                    .tag("link", name)
                    .register(registry);
            unreachable = failures(name, "unreachable");
            rejected = failures(name, "rejected");
            refusals(OTHER);
        }

        private Counter failures(String name, String reason) {
            return Counter.builder("trackbus.redis.connection.failures")
                    .description("Lost connections and failed connection attempts")
                    .tag("link", name)
                    .tag("reason", reason)
                    .register(registry);
        }

        private Counter refusals(String code) {
            return Counter.builder("trackbus.redis.refused")
                    .description("Reads that Redis rejected, by error code")
                    .tag("link", name)
                    .tag("code", code)
                    .register(registry);
        }

        /** Sets whether the connection is up, when that changes. */
        void connected(boolean is) {
            up = is;
            connected.set(up && readable ? 1 : 0);
        }

        /** Sets whether Redis answers the reads, when that changes. */
        void readable(boolean is) {
            readable = is;
            connected.set(up && readable ? 1 : 0);
        }

        /** Counts each read that Redis refuses. */
        void refused(String code) {
            refusals(CODES.contains(code) ? code : OTHER).increment();
        }

        /** Counts each connection that became usable after a failure or loss. */
        void reconnected() {
            reconnects.increment();
        }

        /** Counts each loss and each failed attempt; rejected where Redis answered with an error. */
        void failed(boolean isRejected) {
            (isRejected ? rejected : unreachable).increment();
        }
    }
}

package dev.trackbus.bench.model;

import java.util.List;
import java.util.Locale;

/**
 * Tasks, shards, nodes and dollars that a load takes. Everything is sized so that one of three availability zones may be
 * lost, and the rest runs at the utilisation that {@link #TARGET} names.
 */
final class RegionModel {
    /** Share of its capacity that a task or a shard is used to. */
    static final double TARGET = 0.5;

    /** vCPUs of one task; its memory is twice as many GiB. */
    static final int VCPUS = 2;

    private static final double ZONE_LOSS = 1.5;
    private static final double SHARD_TARGET = 0.8;
    private static final double SHARD_RECORDS = 1_000;
    private static final double SHARD_BYTES = 1_000_000;
    private static final double REDIS_OPS = 80_000;
    private static final double HTTP_BYTES = 1_200;
    private static final double LCU_BYTES_PER_SECOND = 1e9 / 3600;
    private static final double ITEM_BYTES = 600;
    private static final double KEPT_DAYS = 30;
    private static final double LAMBDA_BATCH = 500;
    private static final double LAMBDA_GIB_PER_VCPU = 1.769;
    private static final double WRITES_PER_EVENT = 3;
    private static final double GIB = 1L << 30;

    private final Load load;
    private final Prices prices;

    RegionModel(Load load, Prices prices) {
        this.load = load;
        this.prices = prices;
    }

    /** Fargate tasks; never fewer than three, one in each zone. */
    long tasks() {
        double perTask = VCPUS * TARGET * 100_000 / load.trackerCpuSeconds();
        return Math.max(3, (long) Math.ceil(load.requestsPerSecond() / perTask * ZONE_LOSS));
    }

    /** Shards of the event stream: by records or by bytes, whichever takes more. */
    long shards() {
        double byRecords = load.requestsPerSecond() / SHARD_RECORDS;
        double byBytes = load.requestsPerSecond() * load.eventBytes() / SHARD_BYTES;
        return Math.max(2, (long) Math.ceil(Math.max(byRecords, byBytes) / SHARD_TARGET));
    }

    /** Redis nodes; a primary and a replica at least. */
    long redisNodes() {
        return 2 * Math.max(1, (long) Math.ceil(load.requestsPerSecond() * load.missRate() / REDIS_OPS));
    }

    /** The bill of a month, the largest unit first as the data flows. */
    List<Line> bill() {
        return List.of(balancer(), fargate(), redis(), kinesis(), lambda(), dynamoWrites(), dynamoStorage());
    }

    private Line balancer() {
        double units = load.requestsPerSecond() * HTTP_BYTES / LCU_BYTES_PER_SECOND;
        return new Line("load balancer", count(units, "capacity units"), units * prices.lcuHour() * Prices.HOURS);
    }

    private Line fargate() {
        double hour = VCPUS * prices.vcpuHour() + 2 * VCPUS * prices.gibHour();
        return new Line(
                "tracker on Fargate",
                count(tasks(), "tasks of " + VCPUS + " vCPU, " + 2 * VCPUS + " GiB"),
                tasks() * hour * Prices.HOURS);
    }

    private Line redis() {
        return new Line(
                "ElastiCache", count(redisNodes(), "nodes"), redisNodes() * prices.redisNodeHour() * Prices.HOURS);
    }

    private Line kinesis() {
        double units = load.requestsAMonth() * Math.ceil(load.eventBytes() / 25_000) / 1e6;
        double dollars = shards() * prices.shardHour() * Prices.HOURS + units * prices.putUnitMillion();
        return new Line("EventStream", count(shards(), "shards"), dollars);
    }

    private Line lambda() {
        double cpuSeconds = load.requestsAMonth() / 100_000 * load.consumerCpuSeconds();
        double calls = load.requestsAMonth() / LAMBDA_BATCH;
        double dollars =
                cpuSeconds * LAMBDA_GIB_PER_VCPU * prices.lambdaGibSecond() + calls / 1e6 * prices.lambdaMillion();
        return new Line("event consumer", count(calls / 1e6, "million calls"), dollars);
    }

    private Line dynamoWrites() {
        double units = load.requestsAMonth() * Math.ceil(ITEM_BYTES / 1024) * WRITES_PER_EVENT / 1e6;
        return new Line("DynamoDB, writes", count(units, "million units"), units * prices.writeUnitMillion());
    }

    private Line dynamoStorage() {
        double gib = load.requestsPerSecond() * 86_400 * KEPT_DAYS * ITEM_BYTES * WRITES_PER_EVENT / GIB;
        return new Line(
                "DynamoDB, " + (int) KEPT_DAYS + " days kept", count(gib, "GiB"), gib * prices.storedGibMonth());
    }

    private static String count(double amount, String unit) {
        return String.format(Locale.ROOT, "%,.0f %s", Math.ceil(amount), unit);
    }
}

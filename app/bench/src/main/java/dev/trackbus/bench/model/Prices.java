package dev.trackbus.bench.model;

/**
 * AWS list prices in US dollars, us-east-1, as remembered in November 2026 and not looked up: put the price list's own
 * figures here before you sign anything. Discounts, data transfer to the internet and support are left out.
 *
 * @param vcpuHour         Fargate, Linux on x86, one vCPU for an hour
 * @param gibHour          Fargate, one GiB for an hour
 * @param shardHour        Kinesis, provisioned shard for an hour
 * @param putUnitMillion   Kinesis, a million payload units of 25 KB
 * @param writeUnitMillion DynamoDB on demand, a million write units of 1 KB
 * @param storedGibMonth   DynamoDB, one GiB for a month
 * @param redisNodeHour    ElastiCache, one cache.r7g.large for an hour
 * @param lcuHour          load balancer, one capacity unit for an hour
 * @param lambdaGibSecond  Lambda, one GiB for a second
 * @param lambdaMillion    Lambda, a million invocations
 */
record Prices(
        double vcpuHour,
        double gibHour,
        double shardHour,
        double putUnitMillion,
        double writeUnitMillion,
        double storedGibMonth,
        double redisNodeHour,
        double lcuHour,
        double lambdaGibSecond,
        double lambdaMillion) {
    static final double HOURS = 730;

    static final Prices LIST =
            new Prices(0.04048, 0.004445, 0.015, 0.014, 0.625, 0.25, 0.219, 0.008, 0.0000166667, 0.20);
}

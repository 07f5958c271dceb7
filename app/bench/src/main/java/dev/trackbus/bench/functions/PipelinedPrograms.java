package dev.trackbus.bench.functions;

import java.io.IOException;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.Protocol.Command;

/** {@link PlainPrograms} with the answers awaited once a batch: the least that HSET and PUBLISH can cost. */
final class PipelinedPrograms implements Work {
    private final Jedis redis = new Jedis("127.0.0.1", Integer.parseInt(System.getenv("REDIS_PORT")));

    @Override
    public void process(byte[] event) throws IOException {
        Pipeline pipeline = redis.pipelined();
        for (byte[] record : PlainRecords.of(event)) {
            pipeline.sendCommand(Command.HSET, PlainPrograms.hash(record));
            pipeline.sendCommand(Command.PUBLISH, PlainPrograms.message(record));
        }
        pipeline.sync();
    }
}

package dev.trackbus.kinesis.stub;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.KeyCertOptions;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * PutRecords on 127.0.0.1, on a port of its own, with Kinesis' limits and a {@link Script} that may change while it runs.
 * It serves on the event loop on which it was started; everything public may be called from any thread.
 */
public final class ScriptedKinesis {
    private static final int MAX_RECORDS = 500;
    private static final int MAX_RECORD_BYTES = 1 << 20;
    private static final long MAX_CALL_BYTES = 10L << 20;

    private final Vertx vertx;
    private final Setup setup;
    private final HttpServer server;
    private final Shards shards;
    private final Queue<Received> taken = new ConcurrentLinkedQueue<>();
    private final AtomicLong calls = new AtomicLong();
    private final AtomicLong received = new AtomicLong();
    private final AtomicLong accepted = new AtomicLong();
    private volatile Script script = Script.NORMAL;

    /**
     * What does not change while it runs.
     *
     * @param shards  how many
     * @param limited whether a shard takes no more than 1,000 records and 1 MiB a second
     * @param keeps   whether the records are kept for {@link #taken()}, or only counted, for load
     * @param tls     key and certificate for HTTPS, else HTTP
     */
    public record Setup(int shards, boolean limited, boolean keeps, Optional<KeyCertOptions> tls) {
        /** One shard without limits over HTTP, records kept. */
        public static final Setup PLAIN = new Setup(1, false, true, Optional.empty());
    }

    private ScriptedKinesis(Vertx vertx, Setup setup) {
        this.vertx = vertx;
        this.setup = setup;
        this.shards = new Shards(setup.shards, setup.limited);
        HttpServerOptions options = new HttpServerOptions().setHost("127.0.0.1").setPort(0);
        setup.tls.ifPresent(tls -> options.setSsl(true).setKeyCertOptions(tls));
        this.server = vertx.createHttpServer(options).requestHandler(this::called);
    }

    /**
     * Starts one.
     *
     * @param vertx on whose event loop it serves
     * @param setup its shape
     * @return completed when it listens
     */
    public static Future<ScriptedKinesis> start(Vertx vertx, Setup setup) {
        ScriptedKinesis stub = new ScriptedKinesis(vertx, setup);
        return stub.server.listen().map(stub);
    }

    /**
     * Where it is.
     *
     * @return an endpoint for the SDK
     */
    public URI endpoint() {
        return URI.create((setup.tls.isPresent() ? "https" : "http") + "://127.0.0.1:" + server.actualPort());
    }

    /**
     * Changes what it does, from the next call on.
     *
     * @param next the new script
     */
    public void play(Script next) {
        script = next;
    }

    /**
     * Returns the records on the stream.
     *
     * @return the records in the order in which they were taken
     */
    public List<Received> taken() {
        return List.copyOf(taken);
    }

    /**
     * How many stand on the stream.
     *
     * @return records taken
     */
    public long accepted() {
        return accepted.get();
    }

    /**
     * How many came in, those of failed calls not counted.
     *
     * @return records taken or rejected
     */
    public long received() {
        return received.get();
    }

    /**
     * How often it was called.
     *
     * @return PutRecords calls, failed ones too
     */
    public long calls() {
        return calls.get();
    }

    /**
     * Stops it.
     *
     * @return completed when the port is free
     */
    public Future<Void> stop() {
        return server.close();
    }

    private void called(HttpServerRequest call) {
        if (!"Kinesis_20131202.PutRecords".equals(call.getHeader("X-Amz-Target"))) {
            call.response().setStatusCode(400).end("only PutRecords is played");
            return;
        }
        calls.incrementAndGet();
        Script now = script;
        call.body().onSuccess(body -> {
            if (now.delay().isZero()) {
                play(now, call, body);
            } else {
                vertx.setTimer(now.delay().toMillis(), late -> play(now, call, body));
            }
        });
    }

    private void play(Script now, HttpServerRequest call, Buffer body) {
        try {
            if (now.fault().isPresent()
                    && !now.takesFirst()
                    && now.fault().get().happensTo(call)) {
                return;
            }
            List<Received> records = Wire.records(body.getBytes(), Wire.isJson(call));
            Optional<String> invalid = invalid(records);
            if (invalid.isPresent()) {
                Fault.error(call, 400, "ValidationException", invalid.get());
                return;
            }
            long first = received.get();
            List<String> errors = take(records, now.entries());
            if (!now.takesFirst() || !now.fault().get().happensTo(call)) {
                boolean json = Wire.isJson(call);
                call.response()
                        .putHeader("Content-Type", json ? Wire.JSON_TYPE : Wire.CBOR_TYPE)
                        .end(Wire.answer(errors, first, json));
            }
        } catch (IOException e) {
            Fault.error(call, 400, "SerializationException", e.getMessage());
        }
    }

    private static Optional<String> invalid(List<Received> records) {
        long bytes = 0;
        for (Received each : records) {
            if (each.data().length + each.partitionKey().length() > MAX_RECORD_BYTES) {
                return Optional.of("a record is larger than 1 MiB");
            }
            bytes += each.data().length + each.partitionKey().length();
        }
        if (records.isEmpty() || records.size() > MAX_RECORDS) {
            return Optional.of(records.size() + " records");
        }
        return bytes > MAX_CALL_BYTES ? Optional.of("the call is larger than 10 MiB") : Optional.empty();
    }

    private List<String> take(List<Received> records, EntryFault rule) {
        List<String> errors = new ArrayList<>(records.size());
        for (Received each : records) {
            int shard = shards.of(each.partitionKey());
            String error = rule.errorOf(received.incrementAndGet(), shard);
            if (error.isEmpty() && shards.throttles(shard, each.data().length)) {
                error = EntryFault.THROTTLED;
            }
            errors.add(error);
            if (error.isEmpty()) {
                accepted.incrementAndGet();
                if (setup.keeps) {
                    taken.add(each);
                }
            }
        }
        return errors;
    }
}

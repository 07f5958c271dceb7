package dev.trackbus.bench.faults;

import dev.trackbus.local.LocalRedis;
import dev.trackbus.local.SamplePrograms;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What all scenarios of a run share.
 *
 * @param vertx  carries driver, proxy and stub
 * @param redis  with the sample programs
 * @param jar    the service
 * @param folder for journals and logs
 * @param out    takes the progress
 */
record Ground(Vertx vertx, LocalRedis redis, Path jar, Path folder, PrintWriter out) implements AutoCloseable {
    /** Starts it. Blocks. */
    static Ground prepare(Path jar, PrintWriter out) {
        LocalRedis redis = LocalRedis.started();
        SamplePrograms.load(redis.port());
        try {
            return new Ground(Vertx.vertx(), redis, jar, Files.createTempDirectory("trackbus-faults"), out);
        } catch (IOException e) {
            redis.close();
            throw new UncheckedIOException(e);
        }
    }

    void say(String format, Object... arguments) {
        out.printf(format + "%n", arguments);
        out.flush();
    }

    @Override
    public void close() {
        Await.result(vertx.close());
        redis.close();
    }
}

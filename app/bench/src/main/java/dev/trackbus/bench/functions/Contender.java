package dev.trackbus.bench.functions;

import dev.trackbus.local.Checkout;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A contender in a process of its own: the function's packaged jar, and Lambda's own flags for the JVM, for the loops as
 * for the functions. For one thread.
 */
final class Contender implements AutoCloseable {
    private final Contestant contestant;
    private final Process process;
    private final DataOutputStream to;
    private final DataInputStream from;

    private Contender(Contestant contestant, Process process) {
        this.contestant = contestant;
        this.process = process;
        this.to = new DataOutputStream(new BufferedOutputStream(process.getOutputStream(), 1 << 20));
        this.from = new DataInputStream(process.getInputStream());
    }

    static Contender start(Contestant contestant, Map<String, String> settings, Path folder) throws IOException {
        String classPath = Checkout.find().functionJar(contestant.module()) + File.pathSeparator + ownClasses();
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        classPath,
                        ContenderMain.class.getName(),
                        contestant.name(),
                        folder.resolve(contestant.name() + ".out").toString())
                .redirectError(Redirect.INHERIT);
        builder.environment().putAll(settings);
        return new Contender(contestant, builder.start());
    }

    private static String ownClasses() {
        return ContenderMain.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath();
    }

    Contestant contestant() {
        return contestant;
    }

    /** Does a round; blocks. */
    Usage run(List<byte[]> batches, int recordsEach) throws IOException {
        begin(batches);
        return end(batches.size() * recordsEach);
    }

    /** Hands over a round and does not wait. */
    void begin(List<byte[]> batches) throws IOException {
        to.writeInt(batches.size());
        for (byte[] each : batches) {
            to.writeInt(each.length);
            to.write(each);
        }
        to.flush();
    }

    /** Waits for the end of the round that was handed over. */
    Usage end(int records) throws IOException {
        return new Usage(records, from.readLong(), from.readLong());
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}

package dev.trackbus.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * What a JVM has allocated and what collecting it took, from the counters that jstat reads: right to a part of an eden.
 *
 * @param allocatedBytes since it began
 * @param gcSeconds      in pauses since it began
 */
record Heap(double allocatedBytes, double gcSeconds) {
    private static final Heap NONE = new Heap(0, 0);
    private static final double KIBI = 1_024;

    /** Of a process; nothing where it is no JVM. */
    static Heap of(Peer peer) throws IOException, InterruptedException {
        if (!peer.isJvm()) {
            return NONE;
        }
        String jstat = Path.of(System.getProperty("java.home"), "bin", "jstat").toString();
        Process process = new ProcessBuilder(jstat, "-gc", Long.toString(peer.pid())).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException("jstat failed: " + output);
        }
        return of(output);
    }

    static Heap of(String output) {
        String[] lines = output.strip().split("\n");
        String[] names = lines[0].strip().split("\\s+");
        String[] figures = lines[1].strip().split("\\s+");
        Map<String, Double> byName = new HashMap<>();
        for (int i = 0; i < names.length; i++) {
            byName.put(names[i], figures[i].equals("-") ? 0 : Double.parseDouble(figures[i]));
        }
        double allocated = byName.get("YGC") * byName.get("EC") + byName.get("EU");
        return new Heap(allocated * KIBI, byName.get("GCT"));
    }
}

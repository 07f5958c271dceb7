package dev.trackbus.bench;

import java.io.IOException;
import java.net.URI;

/**
 * A server under comparison.
 *
 * @param name what the table calls it
 * @param url  what is asked for
 * @param pid  its process
 */
record Peer(String name, URI url, long pid) {
    /** The core that the servers have for themselves; the load, the stub and Redis have {@link #LOAD_CORE}. */
    static final String SERVER_CORE = "0";

    static final String LOAD_CORE = "1";

    private static final String BOTH = SERVER_CORE + "," + LOAD_CORE;

    Peer at(String path) {
        return new Peer(name, url.resolve(path), pid);
    }

    boolean isJvm() {
        return ProcessHandle.of(pid)
                .flatMap(it -> it.info().command())
                .filter(it -> it.endsWith("java"))
                .isPresent();
    }

    /** To the core that is the servers'. */
    void pin() throws IOException, InterruptedException {
        taskset(SERVER_CORE);
    }

    /** To both cores, so that the JIT settles sooner. */
    void unpin() throws IOException, InterruptedException {
        taskset(BOTH);
    }

    private void taskset(String cores) throws IOException, InterruptedException {
        Process taskset = new ProcessBuilder("taskset", "-a", "-p", "-c", cores, Long.toString(pid))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (taskset.waitFor() != 0) {
            throw new IOException("taskset could not pin process " + pid);
        }
    }
}

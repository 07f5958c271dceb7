package dev.trackbus.bench;

import java.io.IOException;
import java.net.URI;

/**
 * A server under comparison, pinned to the core that is the servers'.
 *
 * @param name what the table calls it
 * @param url  what is asked for
 * @param pid  its process
 */
record Peer(String name, URI url, long pid) {
    /** The core that the servers have for themselves; the load, the stub and Redis have {@link #LOAD_CORE}. */
    static final String SERVER_CORE = "0";

    static final String LOAD_CORE = "1";

    Peer pinned() throws IOException, InterruptedException {
        Process taskset = new ProcessBuilder("taskset", "-a", "-p", "-c", SERVER_CORE, Long.toString(pid))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (taskset.waitFor() != 0) {
            throw new IOException("taskset could not pin process " + pid);
        }
        return this;
    }
}

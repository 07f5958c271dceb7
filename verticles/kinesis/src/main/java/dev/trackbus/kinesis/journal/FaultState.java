package dev.trackbus.kinesis.journal;

import java.nio.file.FileSystemException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** State of work that may fail: logs each change and returns the last failure. */
final class FaultState {
    private static final Logger LOG = LoggerFactory.getLogger(FaultState.class);

    private final String what;
    private volatile String why = "";

    /** @param what such as "journal cannot be written" */
    FaultState(String what) {
        this.what = what;
    }

    void failed(Throwable e) {
        if (why.isEmpty()) {
            LOG.error("{}; retrying", what, e);
        }
        why = what + ": " + (e instanceof FileSystemException file ? withoutPath(file) : e);
    }

    /** Removes paths, because the health response is public. */
    private static String withoutPath(FileSystemException e) {
        return e.getClass().getSimpleName() + (e.getReason() == null ? "" : ": " + e.getReason());
    }

    void over() {
        if (!why.isEmpty()) {
            LOG.info("Recovered from: {}", why);
            why = "";
        }
    }

    /** Returns the last failure, empty after a success. Any thread. */
    String why() {
        return why;
    }
}

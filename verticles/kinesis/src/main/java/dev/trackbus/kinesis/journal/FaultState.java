package dev.trackbus.kinesis.journal;

import java.nio.file.FileSystemException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether a piece of work fails now: told to the log when that changes, and to whoever asks at any time. */
final class FaultState {
    private static final Logger LOG = LoggerFactory.getLogger(FaultState.class);

    private final String what;
    private volatile String why = "";

    /** @param what such as "journal can't be written" */
    FaultState(String what) {
        this.what = what;
    }

    void failed(Throwable e) {
        if (why.isEmpty()) {
            LOG.error("{}; trying on", what, e);
        }
        why = what + ": " + (e instanceof FileSystemException file ? withoutPath(file) : e);
    }

    /** The health answer is public; paths are not. */
    private static String withoutPath(FileSystemException e) {
        return e.getClass().getSimpleName() + (e.getReason() == null ? "" : ": " + e.getReason());
    }

    void over() {
        if (!why.isEmpty()) {
            LOG.info("over: {}", why);
            why = "";
        }
    }

    /** Empty while all is well. Any thread. */
    String why() {
        return why;
    }
}

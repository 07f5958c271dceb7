package dev.trackbus.tracker;

import java.util.function.IntConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the process where it would live on without doing its work: a thread has died, or an error such as a lack of memory
 * was thrown into an event loop or a worker. What was answered is in the journal, and the next process ships it. It halts:
 * a stop in order needs the memory or the thread that is gone.
 */
final class FatalFaults implements Thread.UncaughtExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(FatalFaults.class);

    private final IntConsumer halt;
    private final int code = ExitCode.DEFECT.code();

    /** @param halt ends the process with an exit code, at once */
    FatalFaults(IntConsumer halt) {
        this.halt = halt;
    }

    /** A thread dies, whatever of. */
    @Override
    public void uncaughtException(Thread thread, Throwable fault) {
        end("died", thread, fault);
    }

    /**
     * Something was thrown into Vert.x, whose thread goes on. Exceptions are defects that concern one piece of work; so is an
     * overflow of the stack, which a request may bring about.
     */
    void unhandled(Throwable fault) {
        if (fault instanceof Error && !(fault instanceof StackOverflowError)) {
            end("had an error", Thread.currentThread(), fault);
        } else {
            LOG.error("unhandled on {}", Thread.currentThread().getName(), fault);
        }
    }

    /** Where memory is lacking nothing can be made, not even a text: so nothing is before the try. */
    private void end(String what, Thread thread, Throwable fault) {
        try {
            LOG.error("{} {}: the process ends with exit code {}", thread.getName(), what, code, fault);
        } finally {
            halt.accept(code);
        }
    }
}

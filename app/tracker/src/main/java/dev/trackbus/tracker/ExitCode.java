package dev.trackbus.tracker;

import dev.trackbus.tracker.programs.InvalidInputException;
import dev.trackbus.tracker.programs.MissingServiceException;
import dev.trackbus.tracker.settings.InvalidSettingsException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import picocli.CommandLine.ParameterException;

/** Exit codes of the process, by BSD's sysexits, and the only place that says which cause ends with which. */
public enum ExitCode {
    /** Done; nothing is left behind. */
    DONE(0),
    /** The command line or the input is wrong. */
    USAGE(2),
    /** Nothing else remains, but events that Kinesis called invalid are on this disk alone. */
    DEAD_LETTERS(65),
    /** A service that is needed is missing, a port is taken, or a disk fails. */
    UNAVAILABLE(69),
    /** A thread that is needed has died, memory is lacking, or the program has a defect. */
    DEFECT(70),
    /** Events remain that Kinesis has not confirmed. */
    WORK_REMAINS(75),
    /** The settings are wrong. */
    SETTINGS(78);

    private static final Pattern PATH = Pattern.compile(
            "Read-only|not permitted|Permission denied|name too long|Not a directory|Is a directory|symbolic links",
            Pattern.CASE_INSENSITIVE);

    private final int code;

    ExitCode(int code) {
        this.code = code;
    }

    /**
     * The number that the process exits with.
     *
     * @return 0-78
     */
    public int code() {
        return code;
    }

    /**
     * The code for what is left behind.
     *
     * @param events      events that Kinesis has not confirmed, negative where that is not known
     * @param deadLetters events that Kinesis called invalid and that are on this disk alone
     * @return DONE where nothing is
     */
    public static ExitCode remaining(long events, long deadLetters) {
        return events != 0 ? WORK_REMAINS : deadLetters != 0 ? DEAD_LETTERS : DONE;
    }

    /**
     * The code for what has ended a start or a command.
     *
     * @param cause the exception, or null where there was none
     * @return DEFECT where the cause is none that is expected
     */
    public static ExitCode of(Throwable cause) {
        if (cause == null) {
            return DONE;
        }
        if (cause instanceof StartException start) {
            return start.code();
        }
        boolean wraps = cause instanceof ExecutionException || cause.getCause() instanceof IOException;
        if (wraps && cause.getCause() != null) {
            return of(cause.getCause());
        }
        if (cause instanceof InvalidSettingsException || isWrongPath(cause)) {
            return SETTINGS;
        }
        if (cause instanceof InvalidInputException || cause instanceof ParameterException) {
            return USAGE;
        }
        if (cause instanceof MissingServiceException
                || cause instanceof IOException
                || cause instanceof TimeoutException) {
            return UNAVAILABLE;
        }
        return DEFECT;
    }

    /**
     * Returns whether the path in the settings is wrong: missing, not a directory, read-only, not permitted, or too long. All
     * other reasons are faults of the disk, such as no space, an input/output error, or a stale file handle of EFS.
     */
    private static boolean isWrongPath(Throwable cause) {
        return cause instanceof AccessDeniedException
                || cause instanceof NoSuchFileException
                || cause instanceof NotDirectoryException
                || cause instanceof FileAlreadyExistsException
                || cause instanceof FileSystemLoopException
                || cause instanceof FileSystemException path
                        && PATH.matcher(String.valueOf(path.getReason())).find();
    }
}

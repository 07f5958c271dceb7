package dev.trackbus.tracker;

/** What the process says when it ends; the numbers are those of BSD's sysexits. */
public enum ExitCode {
    /** Done; nothing is left behind. */
    DONE(0),
    /** The command line is wrong. */
    USAGE(2),
    /** A service that is needed is missing, or a port is taken. */
    UNAVAILABLE(69),
    /** A thread that is needed has died, or memory is lacking. */
    DEFECT(70),
    /** Events remain that Kinesis has not confirmed. */
    WORK_REMAINS(75),
    /** The settings are wrong. */
    SETTINGS(78);

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
}

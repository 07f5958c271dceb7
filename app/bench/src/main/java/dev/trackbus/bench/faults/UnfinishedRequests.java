package dev.trackbus.bench.faults;

/** Many requests at the same time whose bodies never end. Each that the service resets or closes is begun again. */
interface UnfinishedRequests extends AutoCloseable {
    /** The length that each request declares. */
    int DECLARED_BYTES = 65_536;

    /** How much of it is sent. */
    int SENT_BYTES = 60_000;

    /** At the beginning; more would show what the client's machine can do. */
    int BEGUN_A_SECOND = 1_000;

    /** Pause before one that has ended is begun again. */
    int AGAIN_MILLIS = 3_000;

    /** Returns how many have been begun so far. */
    int begun();

    /** Returns how many the service has reset or closed so far. */
    int ended();

    @Override
    void close();
}

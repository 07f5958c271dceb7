package dev.trackbus.http;

/**
 * Bytes that one instance of {@link HttpVerticle} may hold for its clients. Requests are counted in bytes as well as in
 * number: a thousand small requests fit into a heap that a thousand large ones would fill.
 *
 * @param headBytes   request heads in flight, with the memory that each header field takes; at least 1
 * @param bodyBytes   request bodies, received or not yet complete; at least 1
 * @param streamBytes answered HTTP/2 streams whose client has not read the answer or not ended its request; at least 1
 */
public record MemoryLimits(long headBytes, long bodyBytes, long streamBytes) {
    private static final int HEAD_SHARE = 16;
    private static final int BODY_SHARE = 8;
    private static final int STREAM_SHARE = 16;

    /** Checks the limits; throws {@link IllegalArgumentException} with the name of the wrong one. */
    public MemoryLimits {
        check("headBytes", headBytes);
        check("bodyBytes", bodyBytes);
        check("streamBytes", streamBytes);
    }

    /**
     * Returns one instance's share of the usual limits: a sixteenth of the heap for heads, an eighth for bodies, a
     * sixteenth for answered streams. A byte of a request takes up to four bytes of the heap until it is answered.
     *
     * @param instances how many instances of {@link HttpVerticle} there are, at least 1
     * @return limits of each instance
     */
    public static MemoryLimits sharedBy(int instances) {
        return of(Runtime.getRuntime().maxMemory(), instances);
    }

    static MemoryLimits of(long heapBytes, int instances) {
        return new MemoryLimits(
                share(heapBytes, HEAD_SHARE, instances),
                share(heapBytes, BODY_SHARE, instances),
                share(heapBytes, STREAM_SHARE, instances));
    }

    private static long share(long heapBytes, int part, int instances) {
        return Math.max(1, heapBytes / part / instances);
    }

    private static void check(String name, long bytes) {
        if (bytes < 1) {
            throw new IllegalArgumentException(name + " must be at least 1, was " + bytes);
        }
    }
}

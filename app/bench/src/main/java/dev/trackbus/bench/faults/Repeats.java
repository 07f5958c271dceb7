package dev.trackbus.bench.faults;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * How many events a killed process may have left to be sent again: what was delivered for the first time by the last few
 * that delivered anything at all, for a position that moves leaves the rest behind. One thread.
 */
final class Repeats {
    /** Of one alone the position may still stand where it was, behind an event that was rejected again and again. */
    static final int PROCESSES = 3;

    private final Deque<Integer> delivered = new ArrayDeque<>();
    private int deliveredBefore;
    private int duplicatesBefore;
    private int worst;
    private int tooMany;

    /** One process more has ended; the judge has read all it delivered. */
    void ended(int deliveredNow, int duplicatesNow) {
        int duplicates = duplicatesNow - duplicatesBefore;
        duplicatesBefore = duplicatesNow;
        worst = Math.max(worst, duplicates);
        tooMany = Math.max(
                tooMany, duplicates - delivered.stream().mapToInt(each -> each).sum());
        if (deliveredNow > deliveredBefore) {
            delivered.add(deliveredNow - deliveredBefore);
            deliveredBefore = deliveredNow;
        }
        if (delivered.size() > PROCESSES) {
            delivered.remove();
        }
    }

    /** The most duplicates of one process. */
    int worst() {
        return worst;
    }

    /** How many of them no kill explains, at the worst; 0 where all is well. */
    int tooMany() {
        return tooMany;
    }
}

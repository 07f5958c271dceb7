package dev.trackbus.bench.faults;

/**
 * Whether killed processes are followed by no more duplicates than they leave: what stands on the stream and behind the
 * position in the journal may be sent again by the next one, once. (A call that Kinesis took and that was answered too late
 * may be as well: nothing here makes calls that late.) A position that never moves would explain everything, so where it
 * stands in the end is to be looked at too. One thread.
 */
final class Repeats {
    private int left;
    private int mostLeft;
    private int duplicatesBefore;
    private int worst;
    private int tooMany;

    /**
     * A process more has been killed.
     *
     * @param duplicates on the stream in all, those of the process included
     * @param left       how many events of its journal, behind its position, stand on the stream already
     */
    void killed(int duplicates, int left) {
        ended(duplicates);
        this.left = left;
        mostLeft = Math.max(mostLeft, left);
    }

    /** The last process has sent everything. */
    void ended(int duplicates) {
        int own = duplicates - duplicatesBefore;
        duplicatesBefore = duplicates;
        worst = Math.max(worst, own);
        tooMany = Math.max(tooMany, own - left);
    }

    /** The most that a kill left to be sent again: what the window bounds. */
    int mostLeft() {
        return mostLeft;
    }

    /** The most duplicates of one process. */
    int worst() {
        return worst;
    }

    /** How many of them the journal that it began with does not explain, at the worst; 0 where all is well. */
    int tooMany() {
        return tooMany;
    }
}

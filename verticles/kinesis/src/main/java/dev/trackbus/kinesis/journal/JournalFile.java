package dev.trackbus.kinesis.journal;

/** Kinds of files in a journal's directory, in the order in which they are removed. */
enum JournalFile {
    /** Records. */
    SEGMENT,
    /** An event that Kinesis never takes. */
    DEAD_LETTER,
    /** A dead letter whose writing was interrupted; its event is still in a segment. */
    UNFINISHED_LETTER,
    /** Without its segments it does no harm. */
    POSITION,
    /** Last: an open file must not be removed on NFS. */
    LOCK,
    /** Not of a journal, or in quarantine. */
    FOREIGN;

    static JournalFile of(String name) {
        if (Segment.firstOf(name).isPresent()) {
            return SEGMENT;
        }
        if (DeadLetterFiles.isLetter(name)) {
            return DEAD_LETTER;
        }
        if (DeadLetterFiles.isUnfinished(name)) {
            return UNFINISHED_LETTER;
        }
        return name.equals(Checkpoint.NAME) ? POSITION : name.equals(JournalDirectory.LOCK) ? LOCK : FOREIGN;
    }
}

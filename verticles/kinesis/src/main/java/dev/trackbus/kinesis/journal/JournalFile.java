package dev.trackbus.kinesis.journal;

/** Kind of a file in a journal's directory, in the order of removal. */
enum JournalFile {
    /** Records. */
    SEGMENT,
    /** Event that Kinesis calls invalid. */
    DEAD_LETTER,
    /** Dead letter whose write was interrupted; its event is still in a segment. */
    UNFINISHED_LETTER,
    /** Checkpoint; without segments it has no effect. */
    POSITION,
    /** Lock; removed last, because an open file must not be removed on NFS. */
    LOCK,
    /** Not a file of a journal, or quarantined. */
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

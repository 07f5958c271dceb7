/**
 * Journal: events on disk from their append to their confirmation. {@link dev.trackbus.kinesis.journal.JournalOpener} opens
 * a {@link dev.trackbus.kinesis.journal.Journal}. Uses neither Vert.x nor AWS.
 *
 * <p><b>Classes</b> in the order in which a record meets them: {@code JournalAppender}, {@code WriteBuffer},
 * {@code JournalWriter}, {@code SegmentWriter}; {@code BacklogReader}, {@code SegmentReader}, {@code ReadAhead};
 * {@code Checkpointer}, {@code SegmentRemover}. {@code OrphanRecovery} recovers journals of processes that have ended.
 *
 * <p><b>Files.</b> Each process has one locked directory ({@code JournalDirectory}). It has {@code *.segment} files, each
 * named by the sequence number of its first record, and {@code position}, the checkpoint: the number before which all
 * records are confirmed. A segment consists of blocks of 64 KiB. Each block begins with a {@code BlockHeader}, which says
 * where in it the first record begins and which number that record has. Records (length, CRC32C, payload) continue through
 * the blocks. A reader that meets corruption loses the corrupt records and those behind them in the block, and continues at
 * the next block. {@code *.dead} files are dead letters; {@code *.corrupt} files are in quarantine.
 *
 * <p><b>Threads.</b> A caller copies a record into a bounded batch and returns. The writer thread writes a batch, forces it
 * where configured, and then has its callbacks called in one task of the owner's executor. The maintenance thread reads
 * ahead for delivery, writes the checkpoint, and removes segments before it. The recovery thread copies journals of
 * processes that have ended.
 *
 * <p><b>Invariants.</b>
 * <ol>
 *   <li>A callback reports <i>appended</i> only for a record that is written (and forced). Such a record is given to the
 *       reader, by this process or the next, until it is confirmed.
 *   <li>A batch that fails is refused as a whole. Its bytes are cut off, and the next batch begins a new segment. Where
 *       cutting fails, the sequence numbers of the batch are not used again. Remaining bytes are then read as records of
 *       their own: an append that completes after its refusal, which consumers recognize by its messageId.
 *   <li>A process never appends to a segment of an earlier one. A torn tail stays and is read up to its last whole record.
 *   <li>The checkpoint is on disk before a segment before it is removed. A missing segment is skipped. A sealed segment is
 *       removed as soon as all its records are confirmed, also where no other follows.
 *   <li>Sequence numbers rise and are never used twice. Numbers without a record (point 2, corruption) count as confirmed
 *       when all before them are.
 *   <li>A full disk cannot prevent a write of the checkpoint: its file has its full size from the first start.
 *   <li>No file is overwritten or deleted before it was read. A corrupt file, or one with a corrupt part, is renamed when
 *       its readable records are confirmed ({@code Quarantine}). Empty segments and torn tails come from interrupted writes
 *       and are not corrupt.
 * </ol>
 */
package dev.trackbus.kinesis.journal;

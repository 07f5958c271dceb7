/**
 * The journal: events on disk from their answer to their confirmation. {@link dev.trackbus.kinesis.journal.Journal} is the
 * entry. Neither Vert.x nor AWS is known here.
 *
 * <p><b>Files.</b> One locked directory a process ({@code JournalDirectory}). In it {@code *.segment} files, each named by
 * the number of its first record, and {@code position}: the number before which all is confirmed. A segment is a row of
 * 64 KiB blocks; each begins with a {@code BlockHeader} that says where in it the first record begins and which number
 * that has. Records (length, CRC32C, payload) run on through the blocks, and their numbers through the segment. So a
 * reader that meets corruption loses the records that are corrupt and those behind them in the block, and continues at the
 * next block. {@code *.dead} files are events that Kinesis never takes; {@code *.corrupt} files are in quarantine.
 *
 * <p><b>Threads.</b> Callers copy a record into a bounded writeBuffer batch and return. The {@code JournalWriter}, one thread, writes
 * a batch as a whole, forces it where that is asked for, and only then completes its receipts, all of a batch in one task
 * of the owner's executor. The {@code JournalMaintenance}, another thread, reads ahead for the sender, writes the position and then
 * removes segments before it. {@code OrphanRecovery}, a third, takes over the journals of processes that have ended.
 *
 * <p><b>Invariants.</b>
 * <ol>
 *   <li>A receipt says <i>taken over</i> only of a record that has been written (and forced), and such a record is given
 *       to the reader, by this process or the next, until it is confirmed.
 *   <li>A batch that fails is refused as a whole. What it left is cut off, and the next batch begins a new segment. Where
 *       cutting fails, the numbers of the failed batch are not used again: what may be left of it is read as records of
 *       its own (an append that completes after its refusal; the messageId tells).
 *   <li>A process never appends to a segment of an earlier one: a torn tail stays where it is and is read up to its last
 *       whole record.
 *   <li>The position is on disk before a segment that lies before it is removed. A segment that is missing is skipped.
 *       A sealed segment is removed as soon as all its records are confirmed, also where no other follows.
 *   <li>Numbers rise and are never used twice. Numbers without a record (point 2, corruption) count as confirmed when all
 *       before them are.
 *   <li>A full disk can't keep the position from being written: its file has its size from the first start.
 *   <li>No file is written over or deleted before it was read. A corrupt file, or one of which a part is corrupt, is
 *       renamed when its readable records are confirmed ({@code Quarantine}). Empty segments and torn tails come from
 *       interrupted writes and are no corruption to be kept.
 * </ol>
 */
package dev.trackbus.kinesis.journal;

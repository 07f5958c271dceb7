package dev.trackbus.bench.faults;

import dev.trackbus.kinesis.stub.EntryFault;
import dev.trackbus.kinesis.stub.Script;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;

/** Row 16: one shard takes nothing for as long as it lasts; what belongs to the others arrives as ever. */
final class ThrottledShard implements Scenario {
    private static final int THROTTLED = 2;
    private static final long MOST_LAG_MILLIS = 3_000;
    private static final int BITS_OF_FOUR_SHARDS = 6;

    @Override
    public void play(Stage stage, Scale scale) {
        stage.start();
        stage.warmUp(scale.perSecond());
        stage.kinesis().play(Script.NORMAL.rejecting(EntryFault.throttling(THROTTLED)));
        long received = stage.kinesis().received();
        int late = 0;
        long end = System.nanoTime() + scale.fault().toNanos();
        while (System.nanoTime() < end) {
            Await.pass(Duration.ofSeconds(2));
            late = Math.max(late, late(stage));
        }
        Tally during = stage.phase("one shard throttled");
        received = stage.kinesis().received() - received;
        stage.kinesis().play(Script.NORMAL);
        Outcome outcome = stage.outcome();
        outcome.say("%d records sent for %d answers", received, during.answers().count());
        outcome.expect(during.allWell(), "not all was answered: %s", during);
        outcome.expect(late == 0, "%d events of the other shards came more than %d ms late", late, MOST_LAG_MILLIS);
        Findings found = stage.settle(scale.fault().plusSeconds(15));
        outcome.expect(found.duplicates() == 0, "%d duplicates", found.duplicates());
    }

    private static int late(Stage stage) {
        long answeredBefore = System.currentTimeMillis() - MOST_LAG_MILLIS;
        stage.judge().read();
        return stage.judge()
                .missing(stage.ledger().ids(), id -> {
                    Note note = stage.ledger().get(id);
                    return note.answeredAt() < answeredBefore && shardOf(note.messageId()) != THROTTLED;
                })
                .size();
    }

    /** The first of a hash's 128 bits say which of four equal ranges it is in. */
    private static int shardOf(String key) {
        try {
            byte[] hash = MessageDigest.getInstance("MD5").digest(key.getBytes(StandardCharsets.UTF_8));
            return (hash[0] & 0xff) >> BITS_OF_FOUR_SHARDS;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}

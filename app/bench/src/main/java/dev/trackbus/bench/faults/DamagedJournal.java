package dev.trackbus.bench.faults;

import dev.trackbus.bench.faults.JournalDamage.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Row 6: a stopped instance's journal is damaged, then it starts. Missing may be only what the damage touched: each
 * round knows from the files, before it damages them, which events may be lost.
 */
final class DamagedJournal implements Scenario {
    private static final Duration BACKLOG = Duration.ofSeconds(2);
    private static final int LARGE = 450;

    @Override
    public void play(Stage stage, Scale scale) throws IOException {
        stage.with("JOURNAL_MAX_BYTES", "32MiB").start();
        for (int round = 1; round <= scale.rounds(); round++) {
            Kind kind = Kind.values()[round % Kind.values().length];
            backlog(stage, scale);
            stage.service().kill();
            stage.driver().rest();
            damage(stage, kind, new Random(round));
            stage.outcome().round();
        }
        stage.phase("all rounds");
        stage.settle(Duration.ofSeconds(30));
    }

    /** Some segments full, small and large events mixed. */
    private static void backlog(Stage stage, Scale scale) {
        stage.cutOff();
        stage.driver().rate(scale.perSecond());
        Await.pass(BACKLOG);
        stage.driver().shape(TrackedRequest::large);
        int before = stage.ledger().noted();
        Await.until(BACKLOG.multipliedBy(5), () -> stage.ledger().noted() > before + LARGE);
        stage.driver().shape(TrackedRequest::small);
        Await.pass(BACKLOG.dividedBy(2));
    }

    private static void damage(Stage stage, Kind kind, Random random) throws IOException {
        stage.judge().read();
        JournalDamage damage = new JournalDamage(stage.journal(), random);
        Map<String, Integer> inJournal = unconfirmed(stage);
        Set<Integer> mayBeLost = damage.inflict(kind, inJournal);
        long said = Files.size(stage.log());
        stage.network().pass();
        Start ready = stage.start();
        stage.awaitQuiet();
        stage.awaitQuiet();
        stage.judge().read();
        List<Integer> missing = stage.judge().missing(stage.ledger().ids(), id -> true);
        long unexpected = missing.stream().filter(id -> !mayBeLost.contains(id)).count();
        Outcome outcome = stage.outcome();
        outcome.say(
                "%s: %d of the %d events that may be lost, of %d in the journal, are lost; ready after %s",
                kind, missing.size(), mayBeLost.size(), inJournal.size(), ready);
        outcome.expect(unexpected == 0, "%s: %d events are missing that the damage did not touch", kind, unexpected);
        outcome.expect(
                missing.isEmpty() || kind == Kind.TORN_TAIL || reports(stage, said),
                "%s: events are missing, and the log says nothing",
                kind);
        missing.forEach(stage.judge()::forgive);
    }

    private static Map<String, Integer> unconfirmed(Stage stage) {
        return stage.judge().missing(stage.ledger().ids(), id -> true).stream()
                .collect(Collectors.toMap(id -> stage.ledger().get(id).messageId(), id -> id));
    }

    private static boolean reports(Stage stage, long from) throws IOException {
        byte[] all = Files.readAllBytes(stage.log());
        String since = new String(all, (int) from, all.length - (int) from, StandardCharsets.UTF_8);
        return since.contains("damage") || since.contains("corrupt") || since.contains("missing");
    }
}

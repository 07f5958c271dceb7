package dev.trackbus.bench.faults;

import dev.trackbus.kinesis.stub.EntryFault;
import dev.trackbus.kinesis.stub.Fault;
import dev.trackbus.kinesis.stub.Script;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/**
 * Row 1: kill -9 at random times under load, start again on the same journal, and Kinesis is quick, slow, throttling or
 * failing meanwhile, so that there is something to lose.
 */
final class KillUnderLoad implements Scenario {
    /** README: after a crash, at most so many are sent again. */
    private static final int WINDOW = 50_000;

    private static final List<Script> WEATHER = List.of(
            Script.NORMAL,
            Script.NORMAL.delayed(Duration.ofMillis(200)),
            Script.NORMAL.rejecting(EntryFault.every(2, EntryFault.THROTTLED)),
            Script.NORMAL.failing(Fault.every(2, Fault.error(500, "InternalFailure"))),
            Script.NORMAL.failing(Fault.hang()));

    @Override
    public void play(Stage stage, Scale scale) throws IOException {
        Random random = new Random();
        stage.start();
        Start slowest = new Start(Duration.ZERO, 0);
        Repeats repeats = new Repeats();
        for (int round = 1; round <= scale.rounds(); round++) {
            stage.kinesis().play(WEATHER.get(random.nextInt(WEATHER.size())));
            stage.driver().rate(scale.perSecond());
            Await.pass(Duration.ofMillis(200 + random.nextInt(2_000)));
            stage.service().kill();
            stage.awaitQuiet();
            stage.judge().read();
            Left left = Left.by(stage);
            repeats.killed(stage.judge().duplicates(), left.again());
            Start ready = stage.start();
            slowest = ready.took().compareTo(slowest.took()) > 0 ? ready : slowest;
            stage.outcome().round();
            stage.outcome()
                    .say(
                            "round %d of %d: %d answered so far, %d duplicates; left: %s; ready again after %s",
                            round,
                            scale.rounds(),
                            stage.ledger().noted(),
                            stage.judge().duplicates(),
                            left,
                            ready);
        }
        stage.kinesis().play(Script.NORMAL);
        stage.phase("all rounds");
        Findings found = stage.settle(Duration.ofSeconds(60));
        stage.expectQuick(slowest);
        repeats.ended(found.duplicates());
        expectExplained(stage.outcome(), repeats);
        stage.service().kill();
        Left rest = Left.by(stage);
        stage.outcome().expect(rest.backlog() == 0, "all was delivered, and a kill left %s", rest);
    }

    private static void expectExplained(Outcome outcome, Repeats repeats) {
        outcome.say("most duplicates of a process %d, most left by a kill %d", repeats.worst(), repeats.mostLeft());
        outcome.expect(
                repeats.tooMany() == 0,
                "of one process %d duplicates more than the journal that it began with explains",
                repeats.tooMany());
        outcome.expect(
                repeats.mostLeft() <= WINDOW,
                "a kill left %d delivered events, the window is %d",
                repeats.mostLeft(),
                WINDOW);
    }
}

package dev.trackbus.bench.faults;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Row 40: Kinesis is down, and a process left a backlog that is older than a day. Its journal is written here with an
 * earlier clock. New events are accepted as long as there is room.
 */
final class OldBacklog implements Scenario {
    private static final String AGE = "trackbus_kinesis_oldest_age_seconds";
    private static final Duration OLD = Duration.ofHours(25);
    private static final Duration READ = Duration.ofSeconds(20);
    private static final int EVENTS = 1_000;

    @Override
    public void play(Stage stage, Scale scale) throws IOException {
        WrittenBacklog.write(stage, EVENTS, Instant.now().minus(OLD).truncatedTo(ChronoUnit.MILLIS));
        stage.cutOff();
        stage.start();
        boolean old = Await.until(READ, () -> stage.metrics().sum(AGE) > OLD.toSeconds());
        stage.outcome().say("oldest event: %.0f s", stage.metrics().sum(AGE));
        stage.outcome()
                .expect(old, "the oldest event's age is %.0f s", stage.metrics().sum(AGE));
        stage.warmUp(scale.perSecond());
        Tally during = stage.load("Kinesis down, old backlog", scale.perSecond(), scale.fault());
        stage.outcome().expect(during.allWell(), "not all was answered: %s", during);
        stage.network().pass();
        stage.settle(Duration.ofSeconds(30));
    }
}

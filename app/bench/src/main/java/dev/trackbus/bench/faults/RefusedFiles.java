package dev.trackbus.bench.faults;

import java.io.IOException;
import java.time.Duration;

/**
 * Row 9: every write of the process fails (its files may not grow), then it may write again. Needs no root: the limit is
 * the process' own.
 */
final class RefusedFiles implements Scenario {
    private static final Duration HEALING = Duration.ofSeconds(10);

    @Override
    public void play(Stage stage, Scale scale) throws IOException {
        stage.start();
        stage.warmUp(scale.perSecond());
        limitFiles(stage, "0");
        expectRefusals(stage, scale, "no file may grow");
        limitFiles(stage, "unlimited");
        boolean well = Await.until(HEALING, () -> stage.driver().sendOne());
        stage.outcome().expect(well, "does not take events again by itself");
        stage.phase("well again");
        stage.settle(Duration.ofSeconds(30));
    }

    private static void limitFiles(Stage stage, String bytes) throws IOException {
        Mount.run("prlimit", "--pid", Long.toString(stage.service().pid()), "--fsize=" + bytes + ":unlimited");
    }

    /** A second after the fault: 503 alone, and health says why. */
    static void expectRefusals(Stage stage, Scale scale, String name) {
        stage.load(name + ", first second", scale.perSecond(), Duration.ofSeconds(1));
        Tally during = stage.load(name, scale.perSecond(), scale.fault());
        Health health = Health.ready(stage.service().uri());
        Outcome outcome = stage.outcome();
        outcome.say("health: %s", health.body());
        outcome.expect(during.answers().count() == 0, "%s: positive answers: %s", name, during);
        outcome.expect(during.onlyRefusedAsPromised(), "%s: other answers than 503: %s", name, during);
        outcome.expect(health.isDegraded("journal"), "%s: health does not say so: %s", name, health);
        stage.driver().rest();
        stage.driver().nextPhase();
    }
}

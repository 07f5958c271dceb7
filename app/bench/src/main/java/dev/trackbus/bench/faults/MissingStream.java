package dev.trackbus.bench.faults;

import dev.trackbus.kinesis.stub.Fault;
import dev.trackbus.kinesis.stub.Script;

/** Row 19: the stream does not exist when it starts, and is made later. */
final class MissingStream implements Scenario {
    private static final String CODE = "ResourceNotFoundException";

    @Override
    public void play(Stage stage, Scale scale) {
        stage.kinesis().play(Script.NORMAL.failing(Fault.error(400, CODE)));
        stage.start();
        Tally during = stage.load("stream missing", scale.perSecond(), scale.fault());
        Health health = Health.ready(stage.service().uri());
        stage.outcome().expect(during.allWell(), "not all was answered: %s", during);
        stage.outcome().expect(health.isDegraded(CODE), "health does not say so: %s", health);
        stage.kinesis().play(Script.NORMAL);
        Findings found = stage.settle(scale.fault().plusSeconds(15));
        stage.outcome().expect(found.duplicates() == 0, "%d duplicates", found.duplicates());
    }
}

package dev.trackbus.bench.faults;

import java.time.Duration;
import java.util.List;

/**
 * Faults of a Redis that no other scenario uses, one after the other, on a service that asks it through a proxy.
 *
 * @param faults what happens, in this order
 */
record RedisFaults(List<Fault> faults) implements Scenario {
    /** A fault of Redis, from a healthy state to a healthy state. */
    @FunctionalInterface
    interface Fault {
        /**
         * Plays it.
         *
         * @param stage with a service that serves
         * @param scale how much of it
         * @param redis what the service uses
         */
        void play(Stage stage, Scale scale, PrivateRedis redis);
    }

    RedisFaults(Fault... faults) {
        this(List.of(faults));
    }

    @Override
    public void play(Stage stage, Scale scale) {
        try (PrivateRedis redis = new PrivateRedis(stage)) {
            stage.start();
            stage.awaitServing(scale.perSecond());
            for (Fault fault : faults) {
                stage.driver().rate(scale.perSecond());
                stage.driver().nextPhase();
                fault.play(stage, scale, redis);
            }
            stage.settle(Duration.ofSeconds(30));
            stage.service().kill();
        }
    }
}

package dev.trackbus.kinesis;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

class CountsByItself {
    void sent(MeterRegistry registry) {
        Counter.builder("trackbus.kinesis.sent").register(registry).increment();
    }
}

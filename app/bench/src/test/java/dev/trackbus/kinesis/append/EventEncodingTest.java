package dev.trackbus.kinesis.append;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A benchmark that does nothing is fast. */
class EventEncodingTest {
    @Test
    void theEventIsEncoded() {
        assertThat(new EventEncoding().encode()).isGreaterThan(200);
    }
}

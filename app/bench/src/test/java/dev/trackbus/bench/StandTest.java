package dev.trackbus.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StandTest {
    @Test
    void countsTheReadsThatRedisCounted() {
        assertThat(Stand.lookUps("cmdstat_hset:calls=7,usec=1\r\ncmdstat_hgetall:calls=42,usec=99\r\n"))
                .isEqualTo(42);
        assertThat(Stand.lookUps("cmdstat_hset:calls=7,usec=1\r\n")).isZero();
    }
}

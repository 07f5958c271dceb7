package dev.trackbus.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ShedLogTest {
    private final MovedClock clock = new MovedClock();
    private final LogLines log = new LogLines();
    private final ShedLog shed = new ShedLog(clock);

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void writesOneLinePerCauseAndMinuteWithTheNumber() {
        shed(3, ProblemCode.TOO_BUSY);
        shed.tick();
        shed(2, ProblemCode.TOO_BUSY);
        shed(1, ProblemCode.TOO_MANY_BODY_BYTES);
        shed.tick();
        clock.move(Duration.ofMinutes(1));
        shed.tick();
        assertThat(log.all())
                .containsExactly(
                        "Shed 3 tracking requests: The service is overloaded",
                        "Shed 1 tracking requests: The service has too many bytes of request bodies in memory",
                        "Shed 2 tracking requests: The service is overloaded");
    }

    @Test
    void writesNothingWithoutShedRequests() {
        shed.tick();
        shed(1, ProblemCode.TOO_BUSY);
        shed.tick();
        clock.move(Duration.ofMinutes(1));
        shed.tick();
        assertThat(log.all()).hasSize(1);
    }

    private void shed(int requests, ProblemCode cause) {
        for (int i = 0; i < requests; i++) {
            shed.count(cause);
        }
    }
}

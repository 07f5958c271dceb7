package dev.trackbus.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.trackbus.bus.KinesisContract;
import dev.trackbus.bus.RedisContract;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HealthChecksTest {
    private final HealthChecks two =
            HealthChecks.none().with("redis", RedisContract.HEALTH).with("kinesis", KinesisContract.HEALTH);

    @Test
    void keepsTheOrderOfTheChecks() {
        List<String> names = new ArrayList<>();
        two.forEach((name, contract) -> names.add(name));
        assertThat(names).containsExactly("redis", "kinesis");
    }

    @Test
    void refusesTwoChecksWithOneName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> two.with("redis", RedisContract.HEALTH))
                .withMessage("two health checks have the name redis");
    }
}

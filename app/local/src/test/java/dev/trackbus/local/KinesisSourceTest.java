package dev.trackbus.local;

import static dev.trackbus.local.KinesisSource.KINESIS_MOCK;
import static dev.trackbus.local.KinesisSource.LOCALSTACK_IN_DOCKER;
import static dev.trackbus.local.KinesisSource.LOCALSTACK_IN_HOST_MODE;
import static dev.trackbus.local.KinesisSource.NAMED;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KinesisSourceTest {
    private static KinesisSource chosen(boolean named, boolean localStack, boolean engine) {
        return KinesisSource.choose(named, localStack, () -> engine);
    }

    @ParameterizedTest
    @CsvSource({"false,false", "false,true", "true,false", "true,true"})
    void prefersANamedEndpoint(boolean localStack, boolean engine) {
        assertThat(chosen(true, localStack, engine)).isEqualTo(NAMED);
    }

    @Test
    void choosesDockerForLocalStackIfAnEngineAnswers() {
        assertThat(chosen(false, true, true)).isEqualTo(LOCALSTACK_IN_DOCKER);
    }

    @Test
    void choosesHostModeForLocalStackWithoutAnEngine() {
        assertThat(chosen(false, true, false)).isEqualTo(LOCALSTACK_IN_HOST_MODE);
    }

    @ParameterizedTest
    @CsvSource({"false", "true"})
    void choosesKinesisMockByDefault(boolean engine) {
        assertThat(chosen(false, false, engine)).isEqualTo(KINESIS_MOCK);
    }

    @ParameterizedTest
    @CsvSource({"true,false", "true,true", "false,false"})
    void asksTheEngineOnlyIfTheChoiceDependsOnIt(boolean named, boolean localStack) {
        AtomicBoolean asked = new AtomicBoolean();
        KinesisSource.choose(named, localStack, () -> asked.getAndSet(true));
        assertThat(asked).isFalse();
    }
}

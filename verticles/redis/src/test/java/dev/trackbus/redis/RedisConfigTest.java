package dev.trackbus.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a RedisConfig accepts and shows. */
class RedisConfigTest {
    private static RedisConfig at(String host, int port) {
        return new RedisConfig(host, port, false, "", "", "updates");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 65_536})
    void refusesAPortOutOfRange(int port) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> at("localhost", port))
                .withMessage("REDIS_PORT must be 1-65535, was " + port);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "my_redis", "redis/0", "user@redis"})
    void refusesAHostThatIsNone(String host) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> at(host, 6379))
                .withMessageContaining("REDIS_HOST")
                .withMessageContaining(host);
    }

    @Test
    void refusesAnEmptyHostAndAnEmptyChannel() {
        assertThatIllegalArgumentException().isThrownBy(() -> at("", 1)).withMessageContaining("REDIS_HOST");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RedisConfig("localhost", 1, false, "", "", ""))
                .withMessageContaining("REDIS_CHANNEL");
    }

    @Test
    void acceptsTheBoundsOfThePort() {
        assertThat(at("localhost", 1).port()).isEqualTo(1);
        assertThat(at("localhost", 65_535).port()).isEqualTo(65_535);
    }

    @Test
    void hidesThePassword() {
        RedisConfig config = new RedisConfig("h", 1, false, "s3cret", "program:", "updates");
        assertThat(config.toString())
                .doesNotContain("s3cret")
                .contains("password=[hidden]", "host=h", "port=1", "tls=false", "program:", "updates");
    }

    @Test
    void refusesAUserWithoutAPassword() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RedisLogin("tracker", ""))
                .withMessage("REDIS_USERNAME is set without a password; set REDIS_PASSWORD or REDIS_PASSWORD_FILE too");
    }

    @Test
    void showsThatThereIsNoPassword() {
        assertThat(at("h", 1).toString()).contains("password=]");
    }

    @Test
    void keepsThePasswordOutOfTheUri() {
        assertThat(new RedisConfig("h", 1, true, "s3cret", "", "c").uri()).isEqualTo("rediss://h:1");
        assertThat(at("h", 1).uri()).isEqualTo("redis://h:1");
    }
}

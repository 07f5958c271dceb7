package dev.trackbus.tracker.programs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ArrivalsTest {
    private final FakeTime time = new FakeTime();
    private final Map<String, Long> redis = new HashMap<>();
    private final List<Long> waiting = new ArrayList<>();
    private final List<Integer> asked = new ArrayList<>();
    private boolean isDown;

    private final Arrivals arrivals = new Arrivals(this::versions, time.patience(Duration.ofSeconds(30)), waiting::add);

    private List<OptionalLong> versions(List<String> ids) {
        asked.add(ids.size());
        if (isDown) {
            throw new MissingServiceException("Redis is down");
        }
        return ids.stream()
                .map(id -> redis.containsKey(id) ? OptionalLong.of(redis.get(id)) : OptionalLong.empty())
                .toList();
    }

    @Test
    void endsAtOnceWhenAllIsThere() {
        redis.put("1", 7L);

        assertThat(arrivals.await(Map.of("1", 7L))).isEmpty();
        assertThat(waiting).isEmpty();
    }

    @Test
    void waitsForThatVersionAndNoOlderOne() {
        redis.put("1", 6L);
        time.whilePausing = () -> {
            if (waiting.size() == 5) {
                redis.put("1", 7L);
            }
        };

        assertThat(arrivals.await(Map.of("1", 7L))).isEmpty();
        assertThat(waiting).hasSize(5).containsOnly(1L);
    }

    @Test
    void tellsNewerVersions() {
        redis.put("1", 9L);
        redis.put("2", 7L);

        assertThat(arrivals.await(Map.of("1", 7L, "2", 7L))).isEqualTo(Map.of("1", 9L));
    }

    @Test
    void asksForAPageAtATime() {
        Map<String, Long> wanted = new LinkedHashMap<>();
        for (int i = 0; i < 1_200; i++) {
            wanted.put("p" + i, 7L);
        }
        redis.putAll(wanted);

        assertThat(arrivals.await(wanted)).isEmpty();
        assertThat(asked).containsExactly(500, 500, 200);
    }

    @Test
    void givesUpWhenNothingComesAndSaysWhatIsMissing() {
        Map<String, Long> wanted = new LinkedHashMap<>();
        for (int i = 0; i < 600; i++) {
            wanted.put("p" + i, 7L);
        }
        redis.putAll(wanted);
        redis.remove("p3");

        assertThatThrownBy(() -> arrivals.await(wanted))
                .isInstanceOf(MissingServiceException.class)
                .hasMessage("on the stream, but not in Redis within 30 s: 1 of 600 (p3 version 7). "
                        + "Does the core data updater run?");
        assertThat(Duration.ofNanos(time.nanos)).isBetween(Duration.ofSeconds(30), Duration.ofSeconds(31));
    }

    @Test
    void countsThoseThatCameBehindTheMissing() {
        Map<String, Long> wanted = new LinkedHashMap<>();
        for (int i = 0; i < 1_200; i++) {
            wanted.put("p" + i, 7L);
            if (i >= 500) {
                redis.put("p" + i, 7L);
            }
        }

        assertThatThrownBy(() -> arrivals.await(wanted))
                .hasMessageContaining(": 500 of 1200 (p0 version 7, p1 version 7, ")
                .hasMessageContaining(", …). ");
    }

    @Test
    void waitsOnAsLongAsSomethingComes() {
        Map<String, Long> wanted = Map.of("1", 7L, "2", 7L);
        time.whilePausing = () -> {
            if (time.nanos > Duration.ofSeconds(25).toNanos()) {
                redis.put("1", 7L);
            }
            if (time.nanos > Duration.ofSeconds(50).toNanos()) {
                redis.put("2", 7L);
            }
        };

        assertThat(arrivals.await(wanted)).isEmpty();
    }

    @Test
    void outlastsAnOutageOfRedis() {
        isDown = true;
        redis.put("1", 7L);
        time.whilePausing = () -> isDown = waiting.size() < 10;

        assertThat(arrivals.await(Map.of("1", 7L))).isEmpty();
    }

    @Test
    void saysWhyRedisCanNotBeAsked() {
        isDown = true;

        assertThatThrownBy(() -> arrivals.await(Map.of("1", 7L)))
                .hasMessageEndingWith("1 of 1 (1 version 7). Redis is down");
    }
}

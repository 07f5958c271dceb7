package dev.trackbus.cache;

import static dev.trackbus.cache.CoreData.missing;
import static dev.trackbus.cache.CoreData.updated;
import static dev.trackbus.cache.VerdictAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trackbus.bus.Customer;
import dev.trackbus.bus.EventType;
import dev.trackbus.bus.Failure;
import dev.trackbus.bus.Lookup;
import dev.trackbus.bus.ParameterNames;
import dev.trackbus.bus.Program;
import dev.trackbus.bus.ProgramChanged.Updated;
import dev.trackbus.bus.Validity;
import dev.trackbus.bus.Verdict;
import io.vertx.core.Future;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The cache's bounds in bytes, beside those in numbers. */
class BytesTest {
    private static final int MANY = 1_000;
    private static final long HEAP = 256L * 1_024 * 1_024;

    private static Program program(String id, String name, String... requires) {
        return new Program(
                id,
                name,
                "7d2f",
                new Customer(1, "Customer"),
                Validity.ALWAYS,
                ParameterNames.of(List.of(requires)),
                1);
    }

    private static Scene withPushed(Scene scene, String name) {
        for (int i = 0; i < MANY; i++) {
            scene.push(new Updated(program("p" + i, name), 1));
        }
        return scene;
    }

    private static int size(Program program) {
        return HeapSize.of(program.programId(), new Entry(new Lookup.Found(program), 0, 0));
    }

    private static Future<Verdict> judgeLarge(Scene scene, String programId) {
        return scene.judge(CoreData.requestFor(programId, EventType.CLICK, "order", "x".repeat(1_000)));
    }

    @Test
    void largeProgramsStayWithinTheBytes() {
        Scene scene = withPushed(new Scene(MANY, MANY, 100_000), "x".repeat(3_000));
        assertThat(scene.l1.programs()).isBetween(20L, 33L);
        assertThat(scene.count("evictions", "cache", "programs")).isGreaterThan(900);
    }

    @Test
    void ordinaryProgramsStayWithinTheNumber() {
        Scene scene = withPushed(new Scene(100, MANY, 100_000), "Summer sale");
        assertThat(scene.l1.programs()).isEqualTo(100);
    }

    @Test
    void missingProgramsStayWithinTheBytes() {
        Scene scene = new Scene(MANY, MANY, 100_000);
        for (int i = 0; i < MANY; i++) {
            scene.judge("p" + i);
            scene.redisSays(missing(0));
        }
        assertThat(scene.l1.missing()).isBetween(20L, 10_000L / HeapSize.MISSING);
    }

    @Test
    void requestsThatWaitStayWithinTheBytes() {
        Scene scene = new Scene(MANY, MANY, 50_000);
        assertThat(judgeLarge(scene, "a")).isWaiting();
        assertThat(judgeLarge(scene, "a")).isWaiting();
        assertThat(judgeLarge(scene, "b")).isWaiting();
        assertThat(judgeLarge(scene, "c")).failedWith(Failure.OVERLOADED);
        assertThat(scene.count("waiters.refused")).isEqualTo(1);
        assertThat(scene.asked).containsExactly("a", "b");
    }

    @Test
    void requestsWaitAgainWhenOthersAreAnswered() {
        Scene scene = new Scene(MANY, MANY, 50_000);
        judgeLarge(scene, "a");
        judgeLarge(scene, "a");
        judgeLarge(scene, "b");
        scene.redisSays(missing(0));
        assertThat(judgeLarge(scene, "c")).isWaiting();
        scene.redisFails();
        scene.redisSays(missing(0));
        assertThat(judgeLarge(scene, "d")).isWaiting();
    }

    @Test
    void aRequestThatMayNotWaitIsAnsweredByAStaleProgram() {
        Scene scene = new Scene(MANY, MANY, 50_000);
        scene.push(updated(5));
        scene.subscribed();
        judgeLarge(scene, "a");
        judgeLarge(scene, "b");
        judgeLarge(scene, "c");
        assertThat(judgeLarge(scene, CoreData.ID)).isAcceptedByVersion(5);
    }

    @Test
    void aHundredThousandOrdinaryProgramsFitIntoASmallHeap() {
        int ordinary = size(program("212313", "Trail running shoes", "orderId"));
        assertThat(ordinary * 100_000L).isLessThan(HEAP / 10 * 3);
    }

    @Test
    void aTextOutsideLatin1CountsTwice() {
        int latin = size(program("1", "ü".repeat(1_000)));
        assertThat(size(program("1", "ж".repeat(1_000))) - latin).isEqualTo(1_000);
    }

    @Test
    void eachRequiredParameterCounts() {
        assertThat(size(program("1", "n", "orderId", "x".repeat(64)))).isGreaterThan(size(program("1", "n")) + 71);
    }
}

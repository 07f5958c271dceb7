package dev.trackbus.cache;

import static dev.trackbus.cache.CoreData.missing;
import static dev.trackbus.cache.CoreData.updated;
import static dev.trackbus.cache.VerdictAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trackbus.bus.Customer;
import dev.trackbus.bus.EventType;
import dev.trackbus.bus.Failure;
import dev.trackbus.bus.ParameterNames;
import dev.trackbus.bus.Program;
import dev.trackbus.bus.ProgramChanged.Updated;
import dev.trackbus.bus.ProgramLookup;
import dev.trackbus.bus.ValidationResult;
import dev.trackbus.bus.Validity;
import io.vertx.core.Future;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The cache's bounds in bytes, beside those in numbers. */
class CacheMemoryTest {
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

    private static CacheFixture withPushed(CacheFixture fixture, String name) {
        for (int i = 0; i < MANY; i++) {
            fixture.push(new Updated(program("p" + i, name), 1));
        }
        return fixture;
    }

    private static int size(Program program) {
        return HeapSize.of(program.programId(), new Entry(new ProgramLookup.Found(program), 0, 0));
    }

    private static Future<ValidationResult> validateLarge(CacheFixture fixture, String programId) {
        return fixture.validate(CoreData.requestFor(programId, EventType.CLICK, "order", "x".repeat(1_000)));
    }

    @Test
    void largeProgramsStayWithinTheBytes() {
        CacheFixture fixture = withPushed(new CacheFixture(MANY, MANY, 100_000), "x".repeat(3_000));
        assertThat(fixture.l1.programs()).isBetween(20L, 33L);
        assertThat(fixture.count("evictions", "cache", "programs")).isGreaterThan(900);
    }

    @Test
    void ordinaryProgramsStayWithinTheNumber() {
        CacheFixture fixture = withPushed(new CacheFixture(100, MANY, 100_000), "Summer sale");
        assertThat(fixture.l1.programs()).isEqualTo(100);
    }

    @Test
    void missingProgramsStayWithinTheBytes() {
        CacheFixture fixture = new CacheFixture(MANY, MANY, 100_000);
        for (int i = 0; i < MANY; i++) {
            fixture.validate("p" + i);
            fixture.redisSays(missing(0));
        }
        assertThat(fixture.l1.missing()).isBetween(20L, 10_000L / HeapSize.MISSING);
    }

    @Test
    void requestsThatWaitStayWithinTheBytes() {
        CacheFixture fixture = new CacheFixture(MANY, MANY, 50_000);
        assertThat(validateLarge(fixture, "a")).isWaiting();
        assertThat(validateLarge(fixture, "a")).isWaiting();
        assertThat(validateLarge(fixture, "b")).isWaiting();
        assertThat(validateLarge(fixture, "c")).failedWith(Failure.OVERLOADED);
        assertThat(fixture.count("waiters.refused")).isEqualTo(1);
        assertThat(fixture.asked).containsExactly("a", "b");
    }

    @Test
    void requestsWaitAgainWhenOthersAreAnswered() {
        CacheFixture fixture = new CacheFixture(MANY, MANY, 50_000);
        validateLarge(fixture, "a");
        validateLarge(fixture, "a");
        validateLarge(fixture, "b");
        fixture.redisSays(missing(0));
        assertThat(validateLarge(fixture, "c")).isWaiting();
        fixture.redisFails();
        fixture.redisSays(missing(0));
        assertThat(validateLarge(fixture, "d")).isWaiting();
    }

    @Test
    void aRequestThatMayNotWaitIsAnsweredByAStaleProgram() {
        CacheFixture fixture = new CacheFixture(MANY, MANY, 50_000);
        fixture.push(updated(5));
        fixture.subscribed();
        validateLarge(fixture, "a");
        validateLarge(fixture, "b");
        validateLarge(fixture, "c");
        assertThat(validateLarge(fixture, CoreData.ID)).isAcceptedByVersion(5);
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

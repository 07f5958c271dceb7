package dev.trackbus.bus;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class ContractsTest {
    /** What the tests of this class must find fault with. */
    static final class SeededContract {
        static final Ask<Find, Lookup> TAKEN_ADDRESS =
                new Ask<>("redis.find", Duration.ofMillis(401), Find.JSON, Lookup.JSON);
    }

    @Test
    void findsEveryContract() {
        assertThat(Contracts.all())
                .contains(HttpContract.class, CacheContract.class, RedisContract.class, KinesisContract.class);
    }

    @Test
    void everyAddressIsUnique() {
        assertThat(Contracts.addresses(Contracts.all())).hasSizeGreaterThan(8).doesNotHaveDuplicates();
    }

    @Test
    void anAddressThatIsTakenIsSeen() {
        List<Class<?>> contracts = new ArrayList<>(Contracts.all());
        contracts.add(SeededContract.class);

        List<String> addresses = Contracts.addresses(contracts);

        assertThat(new HashSet<>(addresses)).hasSize(addresses.size() - 1);
    }

    @Test
    void theLookupNestsInTheVerdict() {
        assertThat(Contracts.fit(CacheContract.JUDGE.deadline(), RedisContract.FIND))
                .isTrue();
    }

    @Test
    void verdictAndAppendFitIntoTheRequest() {
        assertThat(Contracts.fit(HttpContract.DEADLINE, CacheContract.JUDGE, KinesisContract.APPEND))
                .isTrue();
    }

    @Test
    void verdictAndCommittedAppendFitIntoTheCommittedRequest() {
        assertThat(Contracts.fit(
                        HttpContract.DEADLINE_COMMITTED, CacheContract.JUDGE, KinesisContract.APPEND_COMMITTED))
                .isTrue();
    }

    @Test
    void aDeadlineThatDoesNotNestIsSeen() {
        assertThat(Contracts.fit(CacheContract.JUDGE.deadline(), SeededContract.TAKEN_ADDRESS))
                .isFalse();
        assertThat(Contracts.fit(
                        HttpContract.DEADLINE,
                        CacheContract.JUDGE,
                        KinesisContract.APPEND,
                        SeededContract.TAKEN_ADDRESS))
                .isFalse();
    }
}

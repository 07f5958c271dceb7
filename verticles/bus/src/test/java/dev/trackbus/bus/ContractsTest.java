package dev.trackbus.bus;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class ContractsTest {
    /** Contracts with addresses that exist already. */
    static final class Seeded {
        private static final RequestReply<FindProgram, ProgramLookup> TAKEN_ADDRESS =
                new RequestReply<>("redis.find-program", Duration.ofMillis(401), FindProgram.JSON, ProgramLookup.JSON);

        private static final Broadcast<Subscribed> TAKEN_ADDRESS_TOO =
                new Broadcast<>("redis.subscribed", Subscribed.JSON);
    }

    @Test
    void findsEveryContract() {
        assertThat(Contracts.all())
                .contains(HttpContract.class, CacheContract.class, RedisContract.class, KinesisContract.class);
    }

    @Test
    void findsAContractInAnyClass() {
        assertThat(Contracts.inPackageOf(ContractsTest.class))
                .contains(Seeded.class)
                .doesNotContain(Bus.class);
        assertThat(Contracts.addresses(List.of(Seeded.class)))
                .containsExactly("redis.find-program", "redis.subscribed");
    }

    @Test
    void everyAddressIsUnique() {
        assertThat(Contracts.addresses(Contracts.all())).hasSizeGreaterThan(8).doesNotHaveDuplicates();
    }

    @Test
    void findsAnAddressThatExistsTwice() {
        List<Class<?>> contracts = new ArrayList<>(Contracts.all());
        contracts.add(Seeded.class);

        List<String> addresses = Contracts.addresses(contracts);

        assertThat(new HashSet<>(addresses)).hasSize(addresses.size() - 2);
    }
}

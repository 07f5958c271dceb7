package dev.trackbus.bus;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class ContractsTest {
    /** What the tests of this class must find, whatever its name, and find fault with. */
    static final class Seeded {
        private static final Ask<Find, Lookup> TAKEN_ADDRESS =
                new Ask<>("redis.find", Duration.ofMillis(401), Find.JSON, Lookup.JSON);

        private static final Notice<Subscribed> TAKEN_ADDRESS_TOO = new Notice<>("redis.subscribed", Subscribed.JSON);
    }

    @Test
    void findsEveryContract() {
        assertThat(Contracts.all())
                .contains(HttpContract.class, CacheContract.class, RedisContract.class, KinesisContract.class);
    }

    @Test
    void findsAContractInAnyClass() {
        assertThat(Contracts.besides(ContractsTest.class))
                .contains(Seeded.class)
                .doesNotContain(Bus.class);
        assertThat(Contracts.addresses(List.of(Seeded.class))).containsExactly("redis.find", "redis.subscribed");
    }

    @Test
    void everyAddressIsUnique() {
        assertThat(Contracts.addresses(Contracts.all())).hasSizeGreaterThan(8).doesNotHaveDuplicates();
    }

    @Test
    void anAddressThatIsTakenIsSeen() {
        List<Class<?>> contracts = new ArrayList<>(Contracts.all());
        contracts.add(Seeded.class);

        List<String> addresses = Contracts.addresses(contracts);

        assertThat(new HashSet<>(addresses)).hasSize(addresses.size() - 2);
    }
}

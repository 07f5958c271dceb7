package dev.trackbus.bus;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ContractsTest {
    private static final List<Class<?>> CONTRACTS =
            List.of(HttpContract.class, CacheContract.class, RedisContract.class, KinesisContract.class);

    @Test
    void everyAddressIsUnique() {
        List<String> addresses = constants().map(ContractsTest::address).toList();

        assertThat(addresses).hasSizeGreaterThan(8).doesNotHaveDuplicates();
    }

    @Test
    void theLookupNestsInTheVerdict() {
        assertThat(RedisContract.FIND.deadline()).isLessThan(CacheContract.JUDGE.deadline());
    }

    @Test
    void verdictAndAppendFitIntoTheRequest() {
        Duration asked = CacheContract.JUDGE.deadline().plus(KinesisContract.APPEND.deadline());

        assertThat(asked).isLessThanOrEqualTo(HttpContract.DEADLINE);
    }

    private static Stream<Object> constants() {
        return CONTRACTS.stream()
                .flatMap(contract -> Stream.of(contract.getDeclaredFields()))
                .filter(field -> field.getType() == Ask.class || field.getType() == Notice.class)
                .map(ContractsTest::value);
    }

    private static String address(Object contract) {
        return contract instanceof Ask<?, ?> ask ? ask.address() : ((Notice<?>) contract).address();
    }

    private static Object value(Field field) {
        try {
            return field.get(null);
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }
}

package dev.trackbus.bus;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for the messages of all contracts, those of tomorrow too. */
class MessagesTest {
    private static final Set<Class<?>> OWN_IMMUTABLE = Set.of(Batch.class, Parameters.class, ParameterNames.class);

    /** Kinds that are not immutable, each in its way. */
    static final class Seeded {
        record Bytes(byte[] payload) {}

        record Names(List<String> names) {}

        record Deep(Bytes bytes) {}

        static final class NoRecord {
            String programId;
        }

        interface Open {}
    }

    static Set<Class<?>> messages() {
        return Stream.concat(
                        Contracts.asks(Contracts.all())
                                .flatMap(ask -> Stream.of(
                                        ask.question().type(), ask.answer().type())),
                        Contracts.notices(Contracts.all()).map(Notice::type))
                .collect(Collectors.toSet());
    }

    @ParameterizedTest
    @MethodSource("messages")
    void isImmutable(Class<?> message) {
        assertThat(immutable(message)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                Seeded.Bytes.class,
                Seeded.Names.class,
                Seeded.Deep.class,
                Seeded.NoRecord.class,
                Seeded.Open.class
            })
    void aMutableMessageIsSeen(Class<?> message) {
        assertThat(immutable(message)).isFalse();
    }

    private static boolean immutable(Class<?> type) {
        if (type.isSealed()) {
            return Stream.of(type.getPermittedSubclasses()).allMatch(MessagesTest::immutable);
        }
        if (type.isRecord()) {
            return Stream.of(type.getRecordComponents())
                    .map(RecordComponent::getType)
                    .allMatch(MessagesTest::immutable);
        }
        return type.isPrimitive() || type.isEnum() || type == String.class || OWN_IMMUTABLE.contains(type);
    }

    @Test
    void theImmutableTypesOfOurOwnAreFinalToTheirFields() {
        assertThat(OWN_IMMUTABLE).allSatisfy(type -> {
            assertThat(type).isFinal();
            assertThat(Stream.of(type.getDeclaredFields()).filter(field -> !Modifier.isStatic(field.getModifiers())))
                    .isNotEmpty()
                    .allSatisfy(field ->
                            assertThat(Modifier.isFinal(field.getModifiers())).isTrue());
        });
    }

    @Test
    void everyMessageOfEveryAskIsASampleOfTheJsonForm() {
        Set<Class<?>> sampled = JsonFormTest.messages()
                .map(sample -> sample.get()[1].getClass())
                .collect(Collectors.toSet());
        sampled.add(Batch.class);

        assertThat(Contracts.asks(Contracts.all())
                        .flatMap(ask ->
                                Stream.of(ask.question().type(), ask.answer().type()))
                        .flatMap(MessagesTest::kinds))
                .isNotEmpty()
                .allSatisfy(kind -> assertThat(sampled).contains(kind));
    }

    private static Stream<Class<?>> kinds(Class<?> type) {
        return type.isSealed() ? Stream.of(type.getPermittedSubclasses()) : Stream.of(type);
    }
}

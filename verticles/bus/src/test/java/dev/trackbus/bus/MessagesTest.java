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

/** Rules for the messages of all contracts. */
class MessagesTest {
    private static final Set<Class<?>> OWN_IMMUTABLE = Set.of(Batch.class, Parameters.class, ParameterNames.class);

    /** Types that are not immutable. */
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
                        Contracts.requestReplies(Contracts.all())
                                .flatMap(contract -> Stream.of(contract.request(), contract.reply())),
                        Contracts.broadcasts(Contracts.all()).map(Broadcast::message))
                .map(JsonCodec::type)
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
    void findsAMutableMessage(Class<?> message) {
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
    void ownImmutableTypesHaveFinalFieldsOnly() {
        assertThat(OWN_IMMUTABLE).allSatisfy(type -> {
            assertThat(type).isFinal();
            assertThat(Stream.of(type.getDeclaredFields()).filter(field -> !Modifier.isStatic(field.getModifiers())))
                    .isNotEmpty()
                    .allSatisfy(field ->
                            assertThat(Modifier.isFinal(field.getModifiers())).isTrue());
        });
    }

    @Test
    void everyKindOfMessageIsASampleOfTheJsonForm() {
        Set<String> sampled = JsonCodecTest.messages()
                .flatMap(sample -> kindsIn(sample.get()[1]))
                .collect(Collectors.toSet());
        sampled.add("Batch");

        assertThat(messages().stream().flatMap(MessagesTest::kindsOf))
                .contains("Batch", "Subscribed", "Outdated", "TrackingEvent result:Rejected")
                .isSubsetOf(sampled);
    }

    /** The records that a message may consist of, each with the way to it: {@code TrackingEvent result:UnknownProgram}. */
    private static Stream<String> kindsOf(Class<?> type) {
        if (type.isSealed()) {
            return Stream.of(type.getPermittedSubclasses()).flatMap(MessagesTest::kindsOf);
        }
        Stream<String> parts = type.isRecord()
                ? Stream.of(type.getRecordComponents())
                        .filter(part ->
                                part.getType().isRecord() || part.getType().isSealed())
                        .flatMap(part -> below(type, part, kindsOf(part.getType())))
                : Stream.empty();
        return Stream.concat(Stream.of(type.getSimpleName()), parts);
    }

    /** The records that this message consists of. */
    private static Stream<String> kindsIn(Object message) {
        Class<?> type = message.getClass();
        Stream<String> parts = type.isRecord()
                ? Stream.of(type.getRecordComponents())
                        .flatMap(part -> below(type, part, kindsIn(value(message, part))))
                : Stream.empty();
        return Stream.concat(Stream.of(type.getSimpleName()), parts);
    }

    private static Stream<String> below(Class<?> type, RecordComponent part, Stream<String> kinds) {
        return kinds.map(kind -> type.getSimpleName() + " " + part.getName() + ":" + kind);
    }

    private static Object value(Object message, RecordComponent part) {
        try {
            return part.getAccessor().invoke(message);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }
}

package dev.trackbus.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaParameterizedType;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import dev.trackbus.bus.Batch;
import dev.trackbus.bus.Broadcast;
import dev.trackbus.bus.ParameterNames;
import dev.trackbus.bus.Parameters;
import dev.trackbus.bus.RequestReply;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** Messages pass by reference, so they must be immutable to the bottom. */
final class MessageRules {
    static final ArchRule MESSAGES_ARE_RECORDS = classes()
            .that(areContracts())
            .should(check("speak in records", MessageRules::thatAreNoRecords))
            .because("a message passes by reference: whoever keeps it must not see it change");

    static final ArchRule MESSAGES_HOLD_IMMUTABLE_VALUES = classes()
            .that(areContracts())
            .should(check("hold immutable values", message -> mutableValues(message, new HashSet<>())))
            .because("a record is as immutable as what it holds");

    /** Final immutable types of our own, each with its own tests. */
    private static final Set<String> EXEMPT =
            Set.of(Batch.class.getName(), Parameters.class.getName(), ParameterNames.class.getName());

    private MessageRules() {}

    private static DescribedPredicate<JavaClass> areContracts() {
        return DescribedPredicate.describe(
                "are contracts", each -> each.getFields().stream().anyMatch(MessageRules::isContract));
    }

    private static boolean isContract(JavaField field) {
        boolean contract = field.getRawType().isEquivalentTo(RequestReply.class)
                || field.getRawType().isEquivalentTo(Broadcast.class);
        return contract && field.getModifiers().contains(JavaModifier.STATIC);
    }

    private static ArchCondition<JavaClass> check(String description, Function<JavaClass, Stream<String>> wrong) {
        return new ArchCondition<>(description) {
            @Override
            public void check(JavaClass contract, ConditionEvents events) {
                contract.getFields().stream()
                        .filter(MessageRules::isContract)
                        .map(field -> (JavaParameterizedType) field.getType())
                        .flatMap(type -> type.getActualTypeArguments().stream())
                        .flatMap(message -> wrong.apply(message.toErasure()))
                        .forEach(each ->
                                events.add(SimpleConditionEvent.violated(contract, contract.getName() + ": " + each)));
            }
        };
    }

    private static Stream<String> thatAreNoRecords(JavaClass message) {
        return kinds(message)
                .filter(kind -> !kind.isRecord())
                .map(JavaClass::getName)
                .filter(kind -> !EXEMPT.contains(kind))
                .map(kind -> kind + " is no record");
    }

    private static Stream<JavaClass> kinds(JavaClass message) {
        return message.isInterface() && !message.getSubclasses().isEmpty()
                ? message.getSubclasses().stream()
                : Stream.of(message);
    }

    private static Stream<String> mutableValues(JavaClass message, Set<JavaClass> seen) {
        return kinds(message)
                .filter(JavaClass::isRecord)
                .filter(seen::add)
                .flatMap(kind -> kind.getFields().stream())
                .filter(field -> !field.getModifiers().contains(JavaModifier.STATIC))
                .flatMap(field -> mutableValues(field, seen));
    }

    private static Stream<String> mutableValues(JavaField field, Set<JavaClass> seen) {
        JavaClass type = field.getRawType();
        if (type.isRecord() || type.isInterface() && type.getPackageName().startsWith("dev.trackbus")) {
            return mutableValues(type, seen);
        }
        boolean immutable = type.isPrimitive()
                || type.isEnum()
                || type.isEquivalentTo(String.class)
                || EXEMPT.contains(type.getName());
        return immutable ? Stream.empty() : Stream.of(field.getFullName() + " is a " + type.getSimpleName());
    }
}

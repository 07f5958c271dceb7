package dev.trackbus.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaConstructorCall;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.vertx.core.Deployable;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** State belongs to a verticle instance: none is static, and what an instance is made of has a type of its own. */
final class StateRules {
    private static final List<Class<?>> CONTAINERS = List.of(Collection.class, List.class, Set.class, Map.class);

    /** Made by one of these, a container can't change. */
    private static final Set<String> FIXED = Set.of(
            "List.of", "Set.of", "Map.of", "Stream.toList", "Collectors.joining", "Collectors.toUnmodifiableSet");

    /** Tables that are never written to. */
    private static final Set<String> TABLES =
            Set.of("dev.trackbus.http.PercentDecoder.LEAST_OF_LENGTH", "dev.trackbus.http.TrackingRoute.NO_BODY");

    /** Exempt are generated code, and the one place that knows the process' file locks, which are one for all by nature. */
    static final ArchRule NO_STATIC_STATE = classes()
            .that()
            .haveNameNotMatching("dev\\.trackbus\\.proto\\.EventProto.*")
            .and()
            .doNotHaveFullyQualifiedName("dev.trackbus.kinesis.journal.JournalDirectory")
            .should(new ArchCondition<>("have no static state") {
                @Override
                public void check(JavaClass each, ConditionEvents events) {
                    checkFields(each, events);
                    checkInitializer(each, events);
                }
            })
            .because("two instances of a verticle, or two tests, would meet in it");

    static final ArchRule VERTICLES_ARE_MADE_OF_TYPED_PARTS = classes()
            .that()
            .areAssignableTo(Deployable.class)
            .should(new ArchCondition<>("take no container in their constructor") {
                @Override
                public void check(JavaClass verticle, ConditionEvents events) {
                    verticle.getConstructors().forEach(constructor -> constructor.getRawParameterTypes().stream()
                            .filter(type ->
                                    type.isArray() || type.isEquivalentTo(JsonObject.class) || isAny(type, CONTAINERS))
                            .forEach(type -> events.add(SimpleConditionEvent.violated(
                                    constructor, constructor.getFullName() + " takes a " + type.getSimpleName()))));
                }
            })
            .because("a map is configuration without types, or state that two verticles share");

    static final ArchRule ONLY_APPS_DEPLOY = noClasses()
            .that()
            .resideOutsideOfPackage("dev.trackbus.tracker..")
            .should()
            .callMethodWhere(Calls.of(Vertx.class, "deployVerticle", "undeploy"))
            .because("the order of starting and stopping stands in one place");

    private StateRules() {}

    private static void checkFields(JavaClass each, ConditionEvents events) {
        each.getFields().stream()
                .filter(field -> field.getModifiers().contains(JavaModifier.STATIC))
                .filter(field -> !field.getModifiers().contains(JavaModifier.SYNTHETIC))
                .filter(StateRules::isState)
                .forEach(field -> events.add(
                        SimpleConditionEvent.violated(field, field.getFullName() + " is static and can change")));
    }

    private static boolean isState(JavaField field) {
        JavaClass type = field.getRawType();
        boolean constant = ImmutableTypes.contain(type) || isContainer(type) || TABLES.contains(field.getFullName());
        return !field.getModifiers().contains(JavaModifier.FINAL) || !constant;
    }

    /** Whether it can be changed is seen where it is made, in {@link #checkInitializer}. */
    private static boolean isContainer(JavaClass type) {
        return CONTAINERS.stream().anyMatch(type::isEquivalentTo);
    }

    private static void checkInitializer(JavaClass each, ConditionEvents events) {
        each.getStaticInitializer().stream()
                .flatMap(initializer -> initializer.getCallsFromSelf().stream())
                .filter(call -> !call.isDeclaredInLambda())
                .filter(StateRules::makesState)
                .forEach(call -> events.add(SimpleConditionEvent.violated(call, call.getDescription())));
    }

    private static boolean makesState(JavaCall<?> call) {
        if (call instanceof JavaConstructorCall) {
            return !ImmutableTypes.contain(call.getTargetOwner());
        }
        boolean collects = call.getTargetOwner().isEquivalentTo(Collectors.class)
                || makesContainer(call.getTarget().getRawReturnType());
        return collects && !FIXED.contains(call.getTargetOwner().getSimpleName() + "." + call.getName());
    }

    /** Of a type that is only returned ArchUnit does not know what it extends. */
    private static boolean makesContainer(JavaClass returned) {
        return returned.getPackageName().startsWith("java.util")
                && CONTAINERS.stream().anyMatch(type -> type.isAssignableFrom(returned.reflect()));
    }

    private static boolean isAny(JavaClass type, List<Class<?>> types) {
        return types.stream().anyMatch(type::isAssignableTo);
    }
}

package dev.trackbus.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.vertx.core.Deployable;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** State belongs to a verticle instance: none is static, and what an instance is made of has a type of its own. */
final class StateRules {
    private static final List<Class<?>> CONTAINERS = List.of(Collection.class, Map.class);
    private static final List<Class<?>> MUTABLE = List.of(
            LongAdder.class, StringBuilder.class, ThreadLocal.class, Promise.class, JsonObject.class, JsonArray.class);

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

    /** A private array is taken for a table of constants: nobody else can write to it. */
    private static boolean isState(JavaField field) {
        JavaClass type = field.getRawType();
        boolean isPrivate = field.getModifiers().contains(JavaModifier.PRIVATE);
        return !field.getModifiers().contains(JavaModifier.FINAL)
                || type.isArray() && !isPrivate
                || type.getPackageName().equals("java.util.concurrent.atomic")
                || isAny(type, MUTABLE);
    }

    private static void checkInitializer(JavaClass each, ConditionEvents events) {
        each.getStaticInitializer().stream()
                .flatMap(initializer -> initializer.getConstructorCallsFromSelf().stream())
                .filter(call -> isAny(call.getTargetOwner(), CONTAINERS))
                .forEach(call -> events.add(SimpleConditionEvent.violated(call, call.getDescription())));
    }

    private static boolean isAny(JavaClass type, List<Class<?>> types) {
        return types.stream().anyMatch(type::isAssignableTo);
    }
}

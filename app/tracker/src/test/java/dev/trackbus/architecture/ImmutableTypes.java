package dev.trackbus.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.util.HashSet;
import java.util.Set;

/**
 * Which types can't change, so that a static field may hold one: those listed here, and those of ours whose fields are
 * final and of such types, to the bottom. Any other is taken for state.
 */
final class ImmutableTypes {
    /** By nature. A function is one as long as what it captures is. */
    private static final Set<String> OF_THE_JDK = Set.of(
            "java.lang.String",
            "java.lang.CharSequence",
            "java.lang.Integer",
            "java.lang.Long",
            "java.lang.Class",
            "java.lang.invoke.VarHandle",
            "java.net.URI",
            "java.nio.file.Path",
            "java.time.Duration",
            "java.util.Optional",
            "java.util.function.Function",
            "java.util.regex.Pattern");

    /** The last four could be changed, but not without being seen: they are made in one expression and shared by nobody. */
    private static final Set<String> OF_LIBRARIES = Set.of(
            "org.slf4j.Logger",
            "io.vertx.core.eventbus.DeliveryOptions",
            "com.fasterxml.jackson.core.JsonFactory",
            "com.fasterxml.jackson.databind.json.JsonMapper",
            "com.fasterxml.jackson.dataformat.csv.CsvMapper");

    /** Types of ours around an array, a list or delivery options; each has its own tests. */
    private static final Set<String> OURS = Set.of(
            "dev.trackbus.bus.RequestReply",
            "dev.trackbus.bus.Broadcast",
            "dev.trackbus.bus.Batch",
            "dev.trackbus.bus.Parameters",
            "dev.trackbus.bus.ParameterNames");

    private ImmutableTypes() {}

    static boolean contain(JavaClass type) {
        return contain(type, new HashSet<>());
    }

    private static boolean contain(JavaClass type, Set<JavaClass> seen) {
        String name = type.getName();
        boolean listed = OF_THE_JDK.contains(name) || OF_LIBRARIES.contains(name) || OURS.contains(name);
        if (type.isPrimitive() || listed || !seen.add(type)) {
            return true;
        }
        return isOurs(type)
                && type.getAllFields().stream()
                        .filter(field -> isOurs(field.getOwner()))
                        .filter(field -> !field.getModifiers().contains(JavaModifier.STATIC))
                        .allMatch(field -> isFinal(field) && contain(field.getRawType(), seen))
                && type.getSubclasses().stream().allMatch(each -> contain(each, seen));
    }

    private static boolean isFinal(JavaField field) {
        return field.getModifiers().contains(JavaModifier.FINAL);
    }

    private static boolean isOurs(JavaClass type) {
        return type.getPackageName().startsWith("dev.trackbus.");
    }
}

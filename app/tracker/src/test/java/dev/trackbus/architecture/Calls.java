package dev.trackbus.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import java.util.Set;

/** Which method calls a rule is about. */
final class Calls {
    private Calls() {}

    /** Calls of these methods on this type or a subtype of it. */
    static DescribedPredicate<JavaMethodCall> of(Class<?> type, String... methods) {
        Set<String> names = Set.of(methods);
        return DescribedPredicate.describe(
                type.getSimpleName() + names,
                call -> names.contains(call.getTarget().getName())
                        && call.getTargetOwner().isAssignableTo(type));
    }
}

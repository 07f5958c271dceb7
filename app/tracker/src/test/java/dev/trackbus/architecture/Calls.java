package dev.trackbus.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import java.util.Set;

/** Which methods a rule is about, called or referred to. */
final class Calls {
    private Calls() {}

    /** Uses of these methods on this type or a subtype of it. */
    static DescribedPredicate<JavaAccess<?>> of(Class<?> type, String... methods) {
        Set<String> names = Set.of(methods);
        return DescribedPredicate.describe(
                type.getSimpleName() + names,
                call -> names.contains(call.getTarget().getName())
                        && call.getTargetOwner().isAssignableTo(type));
    }
}

package dev.trackbus.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Map;
import java.util.Set;

/** What a module may know of the others and of its surroundings. */
final class ModuleRules {
    private static final Map<String, Set<String>> KNOWS = Map.of(
            "proto", Set.of(),
            "bus", Set.of(),
            "http", Set.of("bus"),
            "cache", Set.of("bus"),
            "redis", Set.of("bus", "proto"),
            "kinesis", Set.of("bus", "proto"),
            "tracker", Set.of("bus", "proto", "http", "cache", "redis", "kinesis"));

    static final ArchRule VERTICLES_MEET_ONLY_ON_THE_BUS = classes()
            .that()
            .resideInAPackage("dev.trackbus..")
            .should(new ArchCondition<>("depend on the modules that they may know") {
                @Override
                public void check(JavaClass each, ConditionEvents events) {
                    each.getDirectDependenciesFromSelf().stream()
                            .filter(dependency -> isForbidden(each, dependency.getTargetClass()))
                            .forEach(dependency ->
                                    events.add(SimpleConditionEvent.violated(each, dependency.getDescription())));
                }
            })
            .because("a verticle knows the others by their contracts alone");

    static final ArchRule PROTO_STANDS_ALONE = noClasses()
            .that()
            .resideInAPackage("dev.trackbus.proto..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.vertx..", "software.amazon..", "io.micrometer..")
            .because("the Lambdas use it and carry neither");

    static final ArchRule THE_ENVIRONMENT_IS_READ_ONCE = noClasses()
            .that()
            .haveNameNotMatching("dev\\.trackbus\\.tracker\\.(Trackbus|settings\\..*)")
            .should()
            .callMethodWhere(Calls.of(System.class, "getenv", "getProperty", "getProperties"))
            .because("a setting that is read elsewhere is neither checked, nor printed, nor documented");

    static final ArchRule METERS_ARE_MADE_BY_METRICS_CLASSES = noClasses()
            .that()
            .haveNameNotMatching("dev\\.trackbus\\..*Metrics(\\$.*)?")
            .should()
            .callCodeUnitWhere(
                    DescribedPredicate.describe("calls of meters and their builders", ModuleRules::isOfMeter))
            .because("logic reports events; one class for each verticle turns them into meters");

    static final ArchRule NAMES_ARE_NOUNS_OF_THE_DOMAIN = noClasses()
            .should()
            .haveSimpleNameEndingWith("Manager")
            .orShould()
            .haveNameMatching(".*(Helper|Helpers|Util|Utils|Utilities|Constants|Impl)")
            .orShould()
            .resideInAnyPackage("..util..", "..utils..", "..common..", "..impl..", "..helper..", "..misc..")
            .because("such a name says nothing of what a class is for, and gathers what belongs elsewhere");

    private ModuleRules() {}

    private static boolean isForbidden(JavaClass from, JavaClass to) {
        String own = module(from);
        String other = module(to.getBaseComponentType());
        return !other.isEmpty() && !other.equals(own) && !KNOWS.get(own).contains(other);
    }

    /** The name behind dev.trackbus, empty for classes of others. */
    private static String module(JavaClass each) {
        String[] names = each.getPackageName().split("\\.");
        boolean ours = names.length > 2 && names[0].equals("dev") && names[1].equals("trackbus");
        return ours ? names[2] : "";
    }

    private static boolean isOfMeter(JavaCall<?> call) {
        String owner = call.getTargetOwner().getName();
        return owner.matches("io\\.micrometer\\.core\\.instrument\\.(Counter|Timer|Gauge|DistributionSummary)(\\$.*)?")
                || call.getTargetOwner().isAssignableTo("io.micrometer.core.instrument.MeterRegistry")
                        && call.getName().matches("counter|timer|gauge|summary|newCounter");
    }
}

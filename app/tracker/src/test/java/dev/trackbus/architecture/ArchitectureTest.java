package dev.trackbus.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules hold in production, and each of them fires. */
class ArchitectureTest {
    private static final JavaClasses PRODUCTION = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(location -> !location.contains("-tests.jar"))
            .importPackages("dev.trackbus");

    /** Ends a line of a seed that the rule must name, whatever else it finds there. */
    private static final String FIRES = "// fires";

    private static JavaClasses seeded;

    @BeforeAll
    static void compileSeeds(@TempDir Path classes) {
        assertThat(Seed.compile(seeds(), System.getProperty("java.class.path"), classes))
                .isEmpty();
        seeded = new ClassFileImporter().importPath(classes);
    }

    @ParameterizedTest
    @EnumSource
    void holdsInProduction(ArchitectureRule rule) {
        rule.rule().check(PRODUCTION);
    }

    @Test
    void seesAllModulesOfTheService() {
        for (String module : List.of("proto", "bus", "http", "cache", "redis", "kinesis", "tracker")) {
            assertThat(PRODUCTION.containPackage("dev.trackbus." + module)).isTrue();
        }
    }

    static List<Seed> seeds() {
        return Seed.in("violations");
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void firesOnItsSeededViolation(Seed seed) {
        ArchRule rule = ArchitectureRule.ofFolder(seed.folder()).rule();

        List<String> details = rule.evaluate(seeded).getFailureReport().getDetails();

        assertThat(details).anySatisfy(each -> assertThat(each).containsPattern("\\b" + seed.className() + "\\b"));
        assertThat(seed.places(FIRES)).allSatisfy(place -> assertThat(details)
                .anySatisfy(each -> assertThat(each).contains(place)));
    }

    @ParameterizedTest
    @EnumSource
    void hasASeededViolation(ArchitectureRule rule) {
        assertThat(seeds()).extracting(Seed::folder).contains(rule.folder());
    }

    /** So that none goes unnoticed: who adds or removes a rule or a seed says so here. */
    @Test
    void noRuleAndNoSeedIsLost() {
        assertThat(ArchitectureRule.values()).hasSize(24);
        assertThat(seeds()).hasSize(73);
        assertThat(seeds().stream().flatMap(seed -> seed.places(FIRES).stream()))
                .hasSize(37);
        assertThat(JavacTest.seeds()).hasSize(12);
    }
}

package dev.trackbus.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Stream;

/** Each library has its room: replacing one, or updating it over a break, touches one module. */
final class LibraryRules {
    private LibraryRules() {}

    static ArchRule only(String library, String... modules) {
        String[] packages = Stream.of(modules)
                .map(module -> "dev.trackbus." + module + "..")
                .toArray(String[]::new);
        return noClasses()
                .that()
                .resideOutsideOfPackages(packages)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library)
                .because("each library has its room: " + library + " is at home in " + String.join(", ", modules));
    }
}

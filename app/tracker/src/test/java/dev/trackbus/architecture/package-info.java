/**
 * What a module may do and what not, as rules of the build. Each rule stands in {@link
 * dev.trackbus.architecture.ArchitectureRule} and has at least one seeded violation under
 * {@code src/test/resources/violations}, in a folder of the rule's name, on which it must fail; what javac stops by
 * itself has its seeds under {@code src/test/resources/violations-javac}, in a folder of the module whose class path
 * they are compiled with.
 */
package dev.trackbus.architecture;

package dev.trackbus.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * A small source that breaks a rule on purpose.
 *
 * @param source a Java file in a folder that says what stops it
 */
record Seed(Path source) {
    private static final Path RESOURCES = Path.of("src", "test", "resources");

    /** All seeds below a folder of the test resources. */
    static List<Seed> in(String folder) {
        try (Stream<Path> files = Files.walk(RESOURCES.resolve(folder))) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .map(Seed::new)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String folder() {
        return source.getParent().getFileName().toString();
    }

    /** The name of its class. */
    String className() {
        return source.getFileName().toString().replace(".java", "");
    }

    List<String> lines() {
        try {
            return Files.readAllLines(source);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The lines that end with a mark, as ArchUnit names them: {@code (Sleeps.java:5)}. */
    List<String> places(String mark) {
        List<String> lines = lines();
        return IntStream.range(0, lines.size())
                .filter(i -> lines.get(i).endsWith(mark))
                .mapToObj(i -> "(" + source.getFileName() + ":" + (i + 1) + ")")
                .toList();
    }

    /** Compiles sources together; gives the errors, none where they compile. */
    static List<Diagnostic<? extends JavaFileObject>> compile(List<Seed> seeds, String classPath, Path into) {
        JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
        try (StandardJavaFileManager files = javac.getStandardFileManager(null, null, null)) {
            List<String> options =
                    List.of("-proc:none", "--release", "17", "-classpath", classPath, "-d", into.toString());
            List<Path> sources = seeds.stream().map(Seed::source).toList();
            javac.getTask(null, files, diagnostics, options, null, files.getJavaFileObjectsFromPaths(sources))
                    .call();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return diagnostics.getDiagnostics().stream()
                .filter(each -> each.getKind() == Diagnostic.Kind.ERROR)
                .toList();
    }

    @Override
    public String toString() {
        return folder() + "/" + className();
    }
}

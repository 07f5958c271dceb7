package dev.trackbus.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Markdown file of the repository.
 *
 * @param file  its path
 * @param lines its lines in their order
 */
record Document(Path file, List<String> lines) {
    private static final Path ROOT = Path.of("..", "..").toAbsolutePath().normalize();
    private static final Set<String> SKIPPED = Set.of(".git", "target", "node_modules");
    private static final String INDENTED = "    ";
    private static final Pattern FENCE = Pattern.compile("\\s*(```|~~~).*");
    private static final Pattern HEADING = Pattern.compile("#{1,6} +(.*)");
    private static final Pattern CODE_SPAN = Pattern.compile("`[^`]*`");
    private static final Pattern LINK = Pattern.compile("\\[(?:[^\\[\\]]|\\[[^\\]]*\\])*\\]\\(<?([^)\\s>]+)>?\\)");
    private static final Pattern LINK_TEXT = Pattern.compile("\\[([^\\]]*)\\]\\([^)]*\\)");
    private static final Pattern NO_ANCHOR = Pattern.compile("[^\\p{L}\\p{N}\\p{M} _-]");

    /** Returns all Markdown files of the repository. */
    static List<Document> all() throws IOException {
        List<Document> all = new ArrayList<>();
        collect(ROOT, all);
        return all;
    }

    private static void collect(Path folder, List<Document> all) throws IOException {
        try (Stream<Path> children = Files.list(folder)) {
            for (Path child : children.sorted().toList()) {
                String name = child.getFileName().toString();
                if (Files.isDirectory(child) && !SKIPPED.contains(name)) {
                    collect(child, all);
                } else if (name.endsWith(".md")) {
                    all.add(read(child));
                }
            }
        }
    }

    static Document read(Path file) {
        try {
            return new Document(file, Files.readAllLines(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Document readme() {
        return read(ROOT.resolve("README.md"));
    }

    /** Returns the lines of indented and fenced code blocks. */
    List<String> code() {
        return split(true);
    }

    /** Returns the targets of all links and images that are not in code. */
    List<String> links() {
        return split(false).stream()
                .map(line -> CODE_SPAN.matcher(line).replaceAll("code"))
                .flatMap(line -> LINK.matcher(line).results())
                .map(link -> link.group(1))
                .toList();
    }

    /** Returns the anchors of the headings, as GitHub derives them. */
    Set<String> anchors() {
        Set<String> anchors = new TreeSet<>();
        Map<String, Integer> seen = new HashMap<>();
        for (String line : split(false)) {
            Matcher heading = HEADING.matcher(line);
            if (heading.matches()) {
                String anchor = anchor(heading.group(1));
                int before = seen.merge(anchor, 1, Integer::sum) - 1;
                anchors.add(before == 0 ? anchor : anchor + "-" + before);
            }
        }
        return anchors;
    }

    private static String anchor(String heading) {
        String text = LINK_TEXT.matcher(heading).replaceAll("$1");
        return NO_ANCHOR
                .matcher(text.strip().toLowerCase(Locale.ROOT))
                .replaceAll("")
                .replace(' ', '-');
    }

    /** Returns the lines in code blocks, or the others. A block begins after a blank line, with four blanks or a fence. */
    private List<String> split(boolean code) {
        List<String> found = new ArrayList<>();
        boolean fenced = false;
        boolean indented = false;
        String before = "";
        for (String line : lines) {
            boolean fence = FENCE.matcher(line).matches();
            indented = line.startsWith(INDENTED) && (indented || before.isBlank());
            if ((fence || fenced || indented) == code) {
                found.add(line);
            }
            fenced ^= fence;
            before = line;
        }
        return found;
    }

    @Override
    public String toString() {
        return ROOT.relativize(file).toString();
    }
}

package dev.trackbus.local.docs;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Command in a code block of a README, with the output printed below it.
 *
 * @param command command as typed, without the {@code $}; after a backslash at its end a line continues on the next one
 * @param printed expected output, in which {@code …} matches any text within a line
 */
record Transcript(String command, String printed) {
    private static final String CODE = "    ";
    private static final String PROMPT = "$ ";
    private static final String CONTINUED = " \\";
    private static final String ANYTHING = "…";
    private static final Pattern STATUS = Pattern.compile("(?:^HTTP/1.1 |\"status\":)(\\d{3})");

    /** Parses all commands of a Markdown text, in order. Code blocks are indented by four blanks. */
    static List<Transcript> of(String markdown) {
        List<Transcript> all = new ArrayList<>();
        StringBuilder printed = new StringBuilder();
        String command = null;
        for (String line : Stream.concat(markdown.lines(), Stream.of("end")).toList()) {
            boolean code = line.startsWith(CODE) || line.isBlank();
            boolean prompt = line.startsWith(CODE + PROMPT);
            if (command != null && (prompt || !code)) {
                all.add(new Transcript(command, printed.toString().strip()));
                command = null;
                printed.setLength(0);
            }
            if (prompt) {
                command = line.substring(CODE.length() + PROMPT.length());
            } else if (command != null && command.endsWith(CONTINUED)) {
                command += "\n" + line.strip();
            } else if (command != null) {
                printed.append(line.strip()).append('\n');
            }
        }
        return all;
    }

    boolean calls(String program) {
        return command.startsWith(program + " ");
    }

    /** Returns the expected status, from the headers or a problem document; 200 if there is none. */
    int status() {
        Matcher status = STATUS.matcher(printed);
        return status.find() ? Integer.parseInt(status.group(1)) : 200;
    }

    /** Returns whether an output matches the expected one. */
    boolean isAnsweredBy(String output) {
        String pattern =
                Stream.of(printed.split(ANYTHING, -1)).map(Pattern::quote).collect(Collectors.joining(".+"));
        return output.replace("\r", "").strip().matches(pattern);
    }
}

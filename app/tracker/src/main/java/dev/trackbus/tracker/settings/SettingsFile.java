package dev.trackbus.tracker.settings;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A settings file: Java's properties format, a setting a line, in UTF-8. What that format would read silently as another
 * text is an error here: an escape that it does not know, a backslash at the end of a line, a name that stands twice.
 */
final class SettingsFile {
    private static final Pattern ESCAPE = Pattern.compile("\\\\(.?)");
    private static final String KNOWN_ESCAPES = "tnrf\\:=#! u";
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final Path path;
    private final List<String> errors;
    private final Map<String, String> texts = new LinkedHashMap<>();

    private SettingsFile(Path path, List<String> errors) {
        this.path = path;
        this.errors = errors;
    }

    /**
     * Reads a file.
     *
     * @param path   of the file
     * @param errors takes what is wrong with it
     * @return the texts by their names, without those that are wrong
     */
    static Map<String, String> read(Path path, List<String> errors) {
        SettingsFile file = new SettingsFile(path, errors);
        try {
            String text = Files.readString(path);
            file.read(text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text);
        } catch (CharacterCodingException e) {
            errors.add("settings file " + path + " can't be read: it is not UTF-8");
        } catch (IOException e) {
            errors.add("settings file " + path + " can't be read: " + e);
        }
        return file.texts;
    }

    private void read(String text) throws IOException {
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            try {
                read(number, line);
            } catch (IllegalArgumentException e) {
                errors.add("settings file " + path + " line " + number + ": " + e.getMessage());
            }
        }
    }

    private void read(int number, String line) throws IOException {
        String start = line.stripLeading();
        if (start.startsWith("#") || start.startsWith("!")) {
            return;
        }
        checkEscapes(line);
        Properties properties = new Properties();
        properties.load(new StringReader(line));
        for (String name : properties.stringPropertyNames()) {
            if (Settings.ALL.stream().noneMatch(each -> each.name().equals(name))) {
                errors.add("settings file " + path + " line " + number + ": there is no setting " + name
                        + ForeignNames.remedy(name).map(remedy -> "; " + remedy).orElse(""));
            } else if (texts.putIfAbsent(name, properties.getProperty(name)) != null) {
                throw new IllegalArgumentException(name + " is set a second time");
            }
        }
    }

    private static void checkEscapes(String line) {
        Matcher escape = ESCAPE.matcher(line);
        while (escape.find()) {
            String escaped = escape.group(1);
            if (escaped.isEmpty()) {
                throw new IllegalArgumentException("a backslash ends the line; write \\\\ for a backslash");
            }
            if (!KNOWN_ESCAPES.contains(escaped)) {
                throw new IllegalArgumentException("\\" + escaped + " is no escape; write \\\\ for a backslash");
            }
        }
    }
}

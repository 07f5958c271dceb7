package dev.trackbus.tracker.settings;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds names in an environment that are probably meant for a setting: misspelt, or read by other programs. */
final class NearMisses {
    private static final Set<String> KNOWN =
            Settings.ALL.stream().map(Setting::name).collect(Collectors.toUnmodifiableSet());

    private NearMisses() {}

    static List<String> in(Collection<String> names) {
        return names.stream()
                .filter(name -> !KNOWN.contains(name))
                .sorted()
                .flatMap(name -> ForeignNames.remedy(name)
                        .map(remedy -> name + " is not read; " + remedy)
                        .or(() -> meant(name).map(meant -> name + " is no setting; is " + meant + " meant?"))
                        .stream())
                .toList();
    }

    private static Optional<String> meant(String name) {
        return KNOWN.stream()
                .filter(known -> plain(known).equals(plain(name)) || oneSlip(known, name))
                .sorted()
                .findFirst();
    }

    private static String plain(String name) {
        return name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "");
    }

    /** One letter too many, too few or wrong, or two neighbours swapped. */
    private static boolean oneSlip(String a, String b) {
        String shorter = a.length() <= b.length() ? a : b;
        String longer = a.length() <= b.length() ? b : a;
        int at = 0;
        while (at < shorter.length() && shorter.charAt(at) == longer.charAt(at)) {
            at++;
        }
        String restOfLonger = longer.substring(at);
        String restOfShorter = shorter.substring(at);
        if (longer.length() == shorter.length() + 1) {
            return restOfLonger.substring(1).equals(restOfShorter);
        }
        if (longer.length() != shorter.length() || restOfLonger.isEmpty()) {
            return false;
        }
        return restOfLonger.substring(1).equals(restOfShorter.substring(1)) || swapped(restOfLonger, restOfShorter);
    }

    private static boolean swapped(String a, String b) {
        return a.length() > 1
                && a.charAt(0) == b.charAt(1)
                && a.charAt(1) == b.charAt(0)
                && a.substring(2).equals(b.substring(2));
    }
}

package dev.trackbus.tracker.settings;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Rules for the names and addresses of hosts and of servers. */
final class HostName {
    static final String RULE = "a host name (letters, digits, hyphens and dots), an IPv4 address or an IPv6 address";

    private static final String ENDPOINT_RULE = "must be http://HOST[:PORT] or https://HOST[:PORT]";
    private static final Pattern ENDPOINT =
            Pattern.compile("https?://(\\[([^]]+)]|[^\\[\\]:/?#@]+)(?::([0-9]{1,5}))?/?");

    private static final Pattern NUMBERS = Pattern.compile("[0-9.]+");
    private static final Pattern IPV4 = Pattern.compile("((25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])(\\.(?!$)|$)){4}");
    private static final Pattern NAME = Pattern.compile("(?=.{1,253}$)([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.)*"
            + "[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.?");

    private HostName() {}

    /**
     * Checks a host.
     *
     * @param host name or address, one of IPv6 without brackets
     * @return the same
     * @throws IllegalArgumentException saying what it must be
     */
    static String check(String host) {
        if (host.contains("_")) {
            throw new IllegalArgumentException("must be " + RULE
                    + "; a host name has no underscore: use its address, or give the container an alias with a hyphen");
        }
        boolean holds = host.contains(":")
                ? isIpv6(host)
                : NUMBERS.matcher(host).matches()
                        ? IPV4.matcher(host).matches()
                        : NAME.matcher(host).matches();
        if (!holds) {
            throw new IllegalArgumentException("must be " + RULE);
        }
        return host;
    }

    /**
     * Reads the address of a server.
     *
     * @param text {@code http://HOST[:PORT]} or https, one of IPv6 in brackets
     * @return the same
     * @throws IllegalArgumentException saying what it must be
     */
    static URI endpoint(String text) {
        Matcher matcher = ENDPOINT.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(ENDPOINT_RULE);
        }
        String address = matcher.group(2);
        try {
            check(address == null ? matcher.group(1) : address);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(ENDPOINT_RULE + ", HOST " + e.getMessage());
        }
        String port = matcher.group(3);
        if (port != null && (Integer.parseInt(port) < 1 || Integer.parseInt(port) > 65_535)) {
            throw new IllegalArgumentException(ENDPOINT_RULE + ", PORT 1-65535");
        }
        return URI.create(text);
    }

    private static boolean isIpv6(String host) {
        try {
            return ("[" + host + "]").equals(new URI("http://[" + host + "]").getHost());
        } catch (URISyntaxException e) {
            return false;
        }
    }
}

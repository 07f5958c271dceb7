package dev.trackbus.cache;

import java.util.HashMap;
import java.util.Map;

class CachesStatically {
    private static final Map<String, String> PROGRAMS = new HashMap<>(); // fires
}

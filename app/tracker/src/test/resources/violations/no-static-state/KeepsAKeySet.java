package dev.trackbus.redis;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

class KeepsAKeySet {
    private static final Set<String> SEEN = ConcurrentHashMap.newKeySet(); // fires
}

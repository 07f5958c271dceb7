package dev.trackbus.cache;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;

class CachesInGuava {
    private static final Cache<String, String> PROGRAMS = CacheBuilder.newBuilder().build();
}

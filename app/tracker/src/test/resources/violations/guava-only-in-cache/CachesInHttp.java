package dev.trackbus.http;

import com.google.common.cache.Cache;

class CachesInHttp {
    Cache<String, String> answers;
}

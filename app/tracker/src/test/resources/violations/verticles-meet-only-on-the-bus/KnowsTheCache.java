package dev.trackbus.http;

import dev.trackbus.cache.CacheVerticle;

class KnowsTheCache {
    CacheVerticle cache;
}

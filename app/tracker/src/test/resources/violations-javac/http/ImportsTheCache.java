package dev.trackbus.http;

import dev.trackbus.cache.CacheConfig; // stopped: compiler.err.doesnt.exist

class ImportsTheCache {}

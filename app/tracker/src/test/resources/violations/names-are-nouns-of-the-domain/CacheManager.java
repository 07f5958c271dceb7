package dev.trackbus.cache;

class CacheManager {}

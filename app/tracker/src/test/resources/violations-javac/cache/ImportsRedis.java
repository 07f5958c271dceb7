package dev.trackbus.cache;

import dev.trackbus.redis.RedisVerticle; // stopped: compiler.err.doesnt.exist

class ImportsRedis {}

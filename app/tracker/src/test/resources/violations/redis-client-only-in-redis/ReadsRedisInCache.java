package dev.trackbus.cache;

import io.vertx.redis.client.RedisAPI;

class ReadsRedisInCache {
    RedisAPI redis;
}

package dev.trackbus.redis;

class ReadsTheEnvironment {
    String host() {
        return System.getenv("REDIS_HOST");
    }
}

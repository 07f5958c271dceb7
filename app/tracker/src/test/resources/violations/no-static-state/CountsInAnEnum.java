package dev.trackbus.redis;

enum CountsInAnEnum {
    READS;

    private long count;

    void count() {
        count++;
    }
}

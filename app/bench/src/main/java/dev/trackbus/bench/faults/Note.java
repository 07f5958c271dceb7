package dev.trackbus.bench.faults;

/**
 * That a request was answered positively.
 *
 * @param messageId  what the answer called it
 * @param sentAt     milliseconds since 1970, before it was sent
 * @param answeredAt milliseconds since 1970, after its whole answer had come
 */
record Note(String messageId, long sentAt, long answeredAt) {}

package dev.trackbus.redis;

import io.vertx.core.Future;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Response;

/** Use of a managed connection: reading programs or subscribing to updates. Runs on the verticle's event loop. */
interface ConnectionRole {
    /**
     * What it is called in logs, meters and conditions.
     *
     * @return a noun
     */
    String name();

    /**
     * Makes a new connection usable.
     *
     * @param connection greeted, not yet proven
     * @return completed when it is usable; failed to try another one
     */
    Future<?> begin(RedisConnection connection);

    /**
     * Takes what arrives without having been asked for, and each PING's reply: on a subscription the client can't tell
     * one from the other.
     *
     * @param message may be null
     */
    default void received(Response message) {}

    /** The connection is usable now. */
    default void usable() {}

    /** The connection was usable and is no longer. */
    default void ended() {}
}

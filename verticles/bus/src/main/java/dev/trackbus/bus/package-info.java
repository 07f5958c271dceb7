/**
 * What the verticles say to each other, and how: the contracts ({@link dev.trackbus.bus.CacheContract},
 * {@link dev.trackbus.bus.RedisContract}, {@link dev.trackbus.bus.KinesisContract},
 * {@link dev.trackbus.bus.HttpContract}), their immutable messages, and {@link dev.trackbus.bus.Bus}, the only user of
 * Vert.x's event bus. A verticle knows the others by this package alone.
 *
 * <p>Inside the process messages pass by reference: nothing is encoded between verticles. A verticle that has none of
 * our Java, in another language or behind a bridge, asks with a {@link io.vertx.core.json.JsonObject} and is answered
 * with one, and tells its news as one; each message documents its JSON form.
 */
package dev.trackbus.bus;

package dev.trackbus.bus;

import io.vertx.core.json.JsonObject;
import java.util.function.Function;

/**
 * How a message is told to those who don't share our classes.
 *
 * @param type  the message's class
 * @param read  makes the message; throws a {@link RuntimeException} whose message names the field that is wrong
 * @param write makes its JSON form, which {@code read} understands
 * @param <T>   the message
 */
record JsonForm<T>(Class<T> type, Function<JsonObject, T> read, Function<T, JsonObject> write) {}

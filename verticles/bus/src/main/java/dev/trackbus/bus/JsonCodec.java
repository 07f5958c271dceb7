package dev.trackbus.bus;

import io.vertx.core.json.JsonObject;
import java.util.function.Function;

/**
 * JSON form of a message type, for verticles in other languages.
 *
 * @param type  class of the message
 * @param read  creates the message; throws a {@link RuntimeException} whose message names the wrong field
 * @param write creates the JSON form, which {@code read} understands
 * @param <T>   type of the message
 */
record JsonCodec<T>(Class<T> type, Function<JsonObject, T> read, Function<T, JsonObject> write) {}

package dev.trackbus.local.function;

/** Calls a function. */
@FunctionalInterface
public interface Invoker {
    /**
     * Calls it and waits for the result, which may be a failure.
     *
     * @param event JSON
     * @return what came of it
     */
    Result invoke(String event);
}

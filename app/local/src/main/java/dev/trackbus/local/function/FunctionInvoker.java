package dev.trackbus.local.function;

/** Invoker of a function. */
@FunctionalInterface
public interface FunctionInvoker {
    /**
     * Invokes the function. Blocks for the result.
     *
     * @param event event as JSON
     * @return the result, which may be a failure
     */
    InvocationResult invoke(String event);
}

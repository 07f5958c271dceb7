package dev.trackbus.local.function;

import java.util.Map;

/** What the tests run as a function: it does what its event says. It runs in a process of its own, without our jars. */
public final class SampleHandler {
    private int calls;

    /** Called by AWS' runtime client. */
    public Map<String, Object> handle(Map<String, Object> event) throws InterruptedException {
        calls++;
        switch (String.valueOf(event.get("do"))) {
            case "throw" -> throw new IllegalArgumentException("as it was told");
            case "exit" -> System.exit(3);
            case "hang" -> Thread.currentThread().join();
            default -> {
                return Map.of(
                        "call", calls, "echo", event, "setting", System.getenv().getOrDefault("SETTING", ""));
            }
        }
        return Map.of();
    }

    /** One that cannot be made. */
    public static final class Broken {
        /** Fails. */
        public Broken() {
            throw new IllegalStateException("SETTING must be set");
        }

        /** Never called. */
        public Map<String, Object> handle(Map<String, Object> event) {
            return event;
        }
    }
}

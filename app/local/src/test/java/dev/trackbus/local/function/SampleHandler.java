package dev.trackbus.local.function;

import java.util.Map;

/** Lambda handler for tests, controlled by its event. It runs in a child process without the project's jars. */
public final class SampleHandler {
    private int calls;

    /** Handles an event; the runtime client calls it. */
    public Map<String, Object> handle(Map<String, Object> event) throws InterruptedException {
        calls++;
        switch (String.valueOf(event.get("do"))) {
            case "throw" -> throw new IllegalArgumentException("as requested");
            case "exit" -> System.exit(3);
            case "hang" -> Thread.currentThread().join();
            default -> {
                return Map.of(
                        "call", calls, "echo", event, "setting", System.getenv().getOrDefault("SETTING", ""));
            }
        }
        return Map.of();
    }

    /** Handler whose constructor throws. */
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

package dev.trackbus.http;

class KeepsByThread {
    private static final ThreadLocal<StringBuilder> TEXT = ThreadLocal.withInitial(StringBuilder::new);
}

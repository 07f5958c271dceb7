package dev.trackbus.bus;

class MessageIsAClass {
    static final Notice<Changed> TOLD = new Notice<>("told", null);

    static final class Changed {
        String programId;
    }
}

package dev.trackbus.bus;

class MessageIsAClass {
    static final Notice<Changed> TOLD = new Notice<>("told", Changed.class);

    static final class Changed {
        String programId;
    }
}

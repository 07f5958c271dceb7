package dev.trackbus.bus;

class MessageIsAClass {
    static final Broadcast<Changed> TOLD = new Broadcast<>("told", null);

    static final class Changed {
        String programId;
    }
}

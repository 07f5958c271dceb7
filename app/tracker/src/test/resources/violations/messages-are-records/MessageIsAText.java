package dev.trackbus.bus;

class MessageIsAText {
    static final Broadcast<StringBuilder> TOLD = new Broadcast<>("told", null);
}

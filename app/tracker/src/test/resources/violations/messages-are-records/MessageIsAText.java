package dev.trackbus.bus;

class MessageIsAText {
    static final Notice<StringBuilder> TOLD = new Notice<>("told", null);
}

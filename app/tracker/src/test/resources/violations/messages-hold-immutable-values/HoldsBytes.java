package dev.trackbus.bus;

class HoldsBytes {
    static final Notice<Changed> TOLD = new Notice<>("told", null);

    record Changed(byte[] payload) {}
}

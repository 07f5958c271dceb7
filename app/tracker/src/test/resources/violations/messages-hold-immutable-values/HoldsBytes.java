package dev.trackbus.bus;

class HoldsBytes {
    static final Notice<Changed> TOLD = new Notice<>("told", Changed.class);

    record Changed(byte[] payload) {}
}

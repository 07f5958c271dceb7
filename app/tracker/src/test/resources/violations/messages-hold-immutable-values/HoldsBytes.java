package dev.trackbus.bus;

class HoldsBytes {
    static final Broadcast<Changed> TOLD = new Broadcast<>("told", null);

    record Changed(byte[] payload) {}
}

package dev.trackbus.bus;

import java.util.Map;

class HoldsAMap {
    static final Broadcast<Changed> TOLD = new Broadcast<>("told", null);

    record Changed(Map<String, String> fields) {}
}

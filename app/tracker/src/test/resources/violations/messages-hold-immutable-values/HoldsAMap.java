package dev.trackbus.bus;

import java.util.Map;

class HoldsAMap {
    static final Notice<Changed> TOLD = new Notice<>("told", null);

    record Changed(Map<String, String> fields) {}
}

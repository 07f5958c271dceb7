package dev.trackbus.bus;

import java.util.List;

class HoldsAList {
    static final Broadcast<Changed> TOLD = new Broadcast<>("told", null);

    record Changed(List<String> names) {}
}

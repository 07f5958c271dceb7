package dev.trackbus.bus;

import java.util.List;

class HoldsAList {
    static final Notice<Changed> TOLD = new Notice<>("told", null);

    record Changed(List<String> names) {}
}

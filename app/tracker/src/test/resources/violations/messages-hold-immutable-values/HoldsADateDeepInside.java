package dev.trackbus.bus;

import java.util.Date;

class HoldsADateDeepInside {
    static final Broadcast<Changed> TOLD = new Broadcast<>("told", null);

    sealed interface Changed {}

    record Updated(Inner inner) implements Changed {}

    record Inner(Date since) {}
}

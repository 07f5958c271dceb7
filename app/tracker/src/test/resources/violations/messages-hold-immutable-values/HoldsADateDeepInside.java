package dev.trackbus.bus;

import java.util.Date;

class HoldsADateDeepInside {
    static final Notice<Changed> TOLD = new Notice<>("told", null);

    sealed interface Changed {}

    record Updated(Inner inner) implements Changed {}

    record Inner(Date since) {}
}

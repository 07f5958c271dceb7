package dev.trackbus.http;

import dev.trackbus.bus.Notice;
import dev.trackbus.bus.PhaseChanged;

class MakesANotice {
    static final Notice<PhaseChanged> OWN =
            new Notice<>("http.own", null); // stopped: compiler.err.not.def.public.cant.access
}

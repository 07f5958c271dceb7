package dev.trackbus.http;

import dev.trackbus.bus.Broadcast;
import dev.trackbus.bus.PhaseChanged;

class MakesANotice {
    static final Broadcast<PhaseChanged> OWN =
            new Broadcast<>("http.own", null); // stopped: compiler.err.not.def.public.cant.access
}

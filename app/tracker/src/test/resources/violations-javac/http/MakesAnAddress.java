package dev.trackbus.http;

import dev.trackbus.bus.Ask;
import dev.trackbus.bus.Find;
import dev.trackbus.bus.Lookup;
import java.time.Duration;

class MakesAnAddress {
    static final Ask<Find, Lookup> OWN =
            new Ask<>("http.own", Duration.ofMillis(1), null, null); // stopped: compiler.err.not.def.public.cant.access
}

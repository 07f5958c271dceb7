package dev.trackbus.http;

import dev.trackbus.bus.RequestReply;
import dev.trackbus.bus.FindProgram;
import dev.trackbus.bus.ProgramLookup;
import java.time.Duration;

class MakesAnAddress {
    static final RequestReply<FindProgram, ProgramLookup> OWN =
            new RequestReply<>("http.own", Duration.ofMillis(1), null, null); // stopped: compiler.err.not.def.public.cant.access
}

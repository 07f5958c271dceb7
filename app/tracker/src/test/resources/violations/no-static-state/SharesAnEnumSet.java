package dev.trackbus.http;

import dev.trackbus.bus.Failure;
import java.util.EnumSet;
import java.util.Set;

class SharesAnEnumSet {
    private static final Set<Failure> SEEN = EnumSet.noneOf(Failure.class); // fires
    private static final Set<Failure> KNOWN = EnumSet.of(Failure.INTERNAL); // fires
}

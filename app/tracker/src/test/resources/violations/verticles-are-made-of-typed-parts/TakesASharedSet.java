package dev.trackbus.cache;

import io.vertx.core.VerticleBase;
import java.util.Set;

class TakesASharedSet extends VerticleBase {
    TakesASharedSet(Set<String> programs) {}
}

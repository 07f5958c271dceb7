package dev.trackbus.cache;

import io.vertx.core.VerticleBase;
import java.util.Map;

class TakesAMap extends VerticleBase {
    TakesAMap(Map<String, String> programs) {}
}

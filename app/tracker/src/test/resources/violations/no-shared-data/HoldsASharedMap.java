package dev.trackbus.http;

import io.vertx.core.shareddata.LocalMap;

class HoldsASharedMap {
    LocalMap<String, String> programs;
}

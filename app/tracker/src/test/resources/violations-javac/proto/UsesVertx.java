package dev.trackbus.proto;

import io.vertx.core.json.JsonObject; // stopped: compiler.err.doesnt.exist

class UsesVertx {}

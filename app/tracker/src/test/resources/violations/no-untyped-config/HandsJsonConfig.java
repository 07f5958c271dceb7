package dev.trackbus.tracker;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.json.JsonObject;

class HandsJsonConfig {
    DeploymentOptions options() {
        return new DeploymentOptions().setConfig(new JsonObject());
    }
}

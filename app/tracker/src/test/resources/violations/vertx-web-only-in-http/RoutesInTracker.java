package dev.trackbus.tracker;

import io.vertx.ext.web.Router;

class RoutesInTracker {
    Router router;
}

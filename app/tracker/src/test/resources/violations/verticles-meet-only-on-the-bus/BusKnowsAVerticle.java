package dev.trackbus.bus;

import dev.trackbus.http.HttpVerticle;

class BusKnowsAVerticle {
    HttpVerticle[] servers;
}

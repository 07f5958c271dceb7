package dev.trackbus.http;

import dev.trackbus.bus.ValidationResult;

record AddsAVerdict() implements ValidationResult {} // stopped: compiler.err.cant.inherit.from.sealed

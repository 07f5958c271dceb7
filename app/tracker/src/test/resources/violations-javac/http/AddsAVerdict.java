package dev.trackbus.http;

import dev.trackbus.bus.Verdict;

record AddsAVerdict() implements Verdict {} // stopped: compiler.err.cant.inherit.from.sealed

package dev.trackbus.http;

import java.util.concurrent.atomic.AtomicLong;

class NumbersStatically {
    private static final AtomicLong NEXT = new AtomicLong(); // fires
}

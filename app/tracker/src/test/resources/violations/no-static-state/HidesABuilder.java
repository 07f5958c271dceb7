package dev.trackbus.http;

class HidesABuilder {
    private static final CharSequence TEXT = new StringBuilder(); // fires
}

package dev.trackbus.cache;

import java.util.List;

class HidesAList {
    private static final List<String> NAMES = names();

    private static java.util.ArrayList<String> names() {
        return new java.util.ArrayList<>();
    }
}

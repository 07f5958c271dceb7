package dev.trackbus.kinesis;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

class CollectsAList {
    private static final List<String> NAMES = Stream.of("a", "b").collect(Collectors.toList()); // fires
}

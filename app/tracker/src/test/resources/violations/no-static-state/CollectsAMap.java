package dev.trackbus.kinesis;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

class CollectsAMap {
    private static final Map<String, Integer> LENGTHS =
            Stream.of("a", "bc").collect(Collectors.toMap(text -> text, String::length)); // fires
}

package dev.trackbus.bench;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Everything but the hot case. */
final class Cases {
    private static final int L1 = 100_000;
    private static final int BEYOND_L1 = 300_000;
    private static final int FAR_BEYOND_L1 = 1_000_000;
    private static final int PUSHED = 1_000;

    /** The door of one port takes 9,375. */
    private static final int IDLE = 9_000;

    /** In the order in which they are played: those that fill Redis or L1 come after those that must not find it full. */
    static final List<Case> ALL = List.of(
            new Case("open-loop", "Open loop at its own pace", (arena, title) -> new OpenLoops(arena).run(title)),
            new Case(
                    "start", "The first ten seconds after start", (arena, title) -> new FirstSeconds(arena).run(title)),
            Case.closed("connections-16", "16 connections", Shape.HOT.connections(16)),
            Case.closed("connections-1000", "1,000 connections", Shape.HOT.connections(1_000)),
            new Case("idle", "9,000 idle connections beside 64", (arena, title) -> arena.beside(title, IDLE)),
            Case.closed("programs-1000", "1,000 programs", Shape.of("each", PUSHED)),
            new Case("pushes", "1,000 programs, 1,000 pushes a second", (arena, title) -> arena.pushed(title, PUSHED)),
            Case.closed("unknown", "unknown ids", Shape.of("unknown", 1)),
            new Case("refused", "refused (422)", Arena::refused),
            Case.closed("post", "POST", Shape.of("post", 1)),
            new Case("events-1k", "events of 1 KB", (arena, title) -> arena.large(title, 1)),
            new Case("events-4k", "events of 4 KB", (arena, title) -> arena.large(title, 4)),
            new Case("kinesis-100ms", "Kinesis at 100 ms", Arena::slowKinesis),
            Case.closed("programs-300000", "300,000 programs by Zipf", Shape.of("zipf", BEYOND_L1)),
            Case.closed("programs-1000000", "1,000,000 programs by Zipf", Shape.of("zipf", FAR_BEYOND_L1)),
            Case.closed("misses", "every look-up misses L1", Shape.of("each", FAR_BEYOND_L1)),
            new Case("l1-full", "L1 full: 100,000 programs", (arena, title) -> arena.filled(title, L1)),
            Case.mode("fsync"),
            Case.mode("committed"));

    private Cases() {}

    static Optional<Case> named(String name) {
        return ALL.stream().filter(each -> each.name().equals(name)).findFirst();
    }

    static String names() {
        return ALL.stream().map(Case::name).collect(Collectors.joining(", "));
    }
}

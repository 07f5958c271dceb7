package dev.trackbus.bench;

import dev.trackbus.local.TrackbusProcess;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Where the cases are played: each is a short contest of a bare server and a Trackbus after a warm-up of its own.
 *
 * @param stand    what Trackbus needs
 * @param bare     the server to compare with
 * @param trackbus in the usual mode
 * @param out      takes the tables
 */
record Arena(Stand stand, Peer bare, Peer trackbus, PrintWriter out) {
    private static final int ROUNDS = 3;
    private static final int SECONDS = 5;
    private static final int WARM_UPS = 6;
    private static final int LONG_WARM_UPS = 36;
    private static final int FILLED_PER_SECOND = 10_000;

    /** What is done between a contest's warm-up and its table. */
    @FunctionalInterface
    private interface Rounds {
        void play(Contest contest) throws IOException, InterruptedException;
    }

    void say(String format, Object... arguments) {
        out.printf(format + "%n", arguments);
        out.flush();
    }

    /** A closed loop. */
    JsonObject closed(String title, Peer peer, Shape shape) throws IOException, InterruptedException {
        return closed(title, peer, shape, contest -> contest.run(ROUNDS));
    }

    private JsonObject closed(String title, Peer peer, Shape shape, Rounds rounds)
            throws IOException, InterruptedException {
        stand.loadPrograms(shape.numbered());
        Contest contest = new Contest(List.of(bare, peer), shape, SECONDS, out);
        contest.warmUp(peer, WARM_UPS);
        long before = stand.lookUps();
        rounds.play(contest);
        double lookUps = (double) (stand.lookUps() - before) / contest.requests(peer);
        contest.print(title);
        say("%.3f look-ups in Redis a request", lookUps);
        return contest.toJson().put("lookUpsPerRequest", lookUps);
    }

    /**
     * The answers a second of both in a closed loop; warmed up for as long as it takes, up to three minutes: what the sender
     * does once for hundreds of requests is compiled late, and while it is, who has but one core waits.
     */
    Contest peak() throws IOException, InterruptedException {
        Contest contest = new Contest(List.of(bare, trackbus), Shape.HOT, SECONDS, out);
        contest.warmUp(bare, LONG_WARM_UPS);
        contest.warmUp(trackbus, LONG_WARM_UPS);
        return contest.run(ROUNDS);
    }

    JsonObject mode(String title, String mode) throws IOException, InterruptedException {
        try (TrackbusProcess process = stand.trackbus(mode)) {
            return closed(title, Stand.peer("Trackbus", process), Shape.HOT);
        }
    }

    JsonObject refused(String title) throws IOException, InterruptedException {
        return closed(title, trackbus.at(trackbus.url().getPath() + "?checksum=wrong"), Shape.HOT);
    }

    /** Both servers are asked with so many parameters of a thousand characters. */
    JsonObject large(String title, int parameters) throws IOException, InterruptedException {
        String query = IntStream.range(0, parameters)
                .mapToObj(i -> "p" + i + "=" + "x".repeat(1_000))
                .collect(Collectors.joining("&"));
        String path = trackbus.url().getPath() + "?" + query;
        return new Arena(stand, bare.at(path), trackbus.at(path), out).closed(title, trackbus.at(path), Shape.HOT);
    }

    JsonObject slowKinesis(String title) throws IOException, InterruptedException {
        stand.delayKinesis(Duration.ofMillis(100));
        try {
            return closed(title, trackbus, Shape.HOT);
        } finally {
            stand.delayKinesis(Duration.ZERO);
        }
    }

    /** So many connections at Trackbus on which nobody asks; opened after the warm-up, for it closes them after a minute. */
    JsonObject beside(String title, int idle) throws IOException, InterruptedException {
        return closed(title, trackbus, Shape.HOT, contest -> {
            try (IdleConnections connections = new IdleConnections(trackbus.url(), idle)) {
                contest.run(ROUNDS);
                say("%d of %d idle connections were still open", connections.open(), idle);
            }
        });
    }

    /** So many pushes a second to as many programs, which the requests are about. */
    JsonObject pushed(String title, int perSecond) throws IOException, InterruptedException {
        return closed(title, trackbus, Shape.of("each", perSecond), contest -> {
            try (Pusher pusher = new Pusher(stand.redisPort(), ProgramCopies.first(perSecond), perSecond)) {
                contest.run(ROUNDS);
                say("%d pushes meanwhile %s", pusher.pushed(), pusher.fault());
            }
        });
    }

    /** So many programs are pushed into L1 first, which no request need then look up. */
    JsonObject filled(String title, int programs) throws IOException, InterruptedException {
        return closed(title, trackbus, Shape.of("each", programs), contest -> {
            try (Pusher pusher = new Pusher(stand.redisPort(), ProgramCopies.first(programs), FILLED_PER_SECOND)) {
                while (pusher.pushed() < programs && pusher.fault().isEmpty()) {
                    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
                }
            }
            new CpuClock(trackbus.pid()).awaitRest();
            contest.run(ROUNDS);
        });
    }
}

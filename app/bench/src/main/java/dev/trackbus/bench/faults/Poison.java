package dev.trackbus.bench.faults;

import dev.trackbus.kinesis.stub.Fault;
import dev.trackbus.kinesis.stub.Script;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Row 18: of 200 records one makes Kinesis call the whole request invalid. It is set aside, the rest flows; a stream that
 * is missing sets nothing aside.
 */
final class Poison implements Scenario {
    private static final int ONE_OF = 200;
    private static final Duration ISOLATED = Duration.ofSeconds(60);

    /** Poison is proved by another record that passes, so some have to come. */
    private static final int TRICKLE_PER_SECOND = 20;

    @Override
    public void play(Stage stage, Scale scale) throws IOException {
        PoisonFilter filter =
                new PoisonFilter(stage.vertx(), stage.kinesis().endpoint().getPort());
        try {
            stage.with("AWS_ENDPOINT_URL_KINESIS", "http://127.0.0.1:" + filter.port())
                    .start();
            stage.warmUp(scale.perSecond());
            expectPoisonAside(stage, scale);
            expectNothingAside(stage, scale);
        } finally {
            stage.driver().rest();
            stage.service().kill();
            filter.close();
        }
    }

    private static void expectPoisonAside(Stage stage, Scale scale) {
        stage.driver().shape(id -> isPoison(id) ? TrackedRequest.poisonous(id) : TrackedRequest.small(id));
        int first = stage.ledger().ids();
        Tally during = stage.load("one of 200 is poison", scale.perSecond(), scale.fault());
        stage.driver().rest();
        int last = stage.ledger().ids();
        stage.driver().shape(TrackedRequest::small);
        stage.driver().rate(TRICKLE_PER_SECOND);
        Outcome outcome = stage.outcome();
        outcome.expect(during.allWell(), "not all was answered: %s", during);
        List<Integer> poison = poisonous(stage, first, last);
        poison.forEach(stage.judge()::forgive);
        outcome.expect(stage.awaitDelivered(ISOLATED), "the rest does not flow within %s", ISOLATED);
        boolean aside = Await.until(ISOLATED, Duration.ofMillis(500), () -> countAside(stage, poison) == poison.size());
        outcome.say("%d poison records, %d kept as dead letters", poison.size(), countAside(stage, poison));
        outcome.expect(aside && !poison.isEmpty(), "not all of %d poison records are kept", poison.size());
        stage.driver().rest();
    }

    private static void expectNothingAside(Stage stage, Scale scale) {
        stage.kinesis().play(Script.NORMAL.failing(Fault.error(400, "ResourceNotFoundException")));
        long size = deadLetterBytes(stage);
        stage.load("stream missing", scale.perSecond(), Duration.ofSeconds(10));
        stage.kinesis().play(Script.NORMAL);
        Findings found = stage.settle(Duration.ofSeconds(30));
        stage.outcome().expect(deadLetterBytes(stage) == size, "a missing stream made dead letters");
        stage.outcome().expect(found.duplicates() == 0, "%d duplicates", found.duplicates());
    }

    private static boolean isPoison(int id) {
        return id % ONE_OF == 7;
    }

    private static List<Integer> poisonous(Stage stage, int from, int below) {
        return stage.judge().missing(below, id -> id >= from && isPoison(id));
    }

    private static long countAside(Stage stage, List<Integer> poison) {
        String kept =
                String.join("", deadLetters(stage).stream().map(Poison::text).toList());
        return poison.stream()
                .filter(id -> kept.contains(stage.ledger().get(id).messageId()))
                .count();
    }

    private static long deadLetterBytes(Stage stage) {
        return deadLetters(stage).stream()
                .mapToLong(file -> text(file).length())
                .sum();
    }

    private static List<Path> deadLetters(Stage stage) {
        return JournalFiles.files(stage.journal()).stream()
                .filter(file -> file.getFileName().toString().contains("dead"))
                .toList();
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return "";
        }
    }
}

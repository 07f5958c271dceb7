package dev.trackbus.bench.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trackbus.local.Checkout;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The short forms of the fault matrix's main rows; what happened stands in target/faults.log. */
class FaultsIT {
    private static final int PER_SECOND = 200;

    private static Ground ground;

    @BeforeAll
    static void prepare() throws IOException {
        Path jar = Path.of(
                System.getProperty("trackbus.jar", Checkout.find().trackbusJar().toString()));
        ground = Ground.prepare(jar, new PrintWriter("target/faults.log"));
    }

    @AfterAll
    static void close() {
        ground.close();
    }

    private static void assertAsPromised(Row row, Scale scale) {
        assertThat(row.play(ground, scale).complaints()).as(row.title()).isEmpty();
    }

    @Test
    void losesNothingWhenItIsKilledUnderLoad() {
        assertAsPromised(Rows.first(1), Scale.rounds(5, PER_SECOND));
    }

    @Test
    void shipsEverythingAndExitsWith0WhenItIsTerminatedUnderLoad() {
        assertAsPromised(Rows.first(4), Scale.rounds(2, PER_SECOND));
    }

    @Test
    void exitsWith75WhenItIsTerminatedWhileKinesisIsDownAndTheNextStartShipsTheRest() {
        assertAsPromised(Rows.first(5), Scale.rounds(1, PER_SECOND));
    }

    @Test
    void refusesWhileTheDiskTakesNothingAndIsWellAgainByItself() {
        assertAsPromised(Rows.first(Mount.isAllowed() ? 8 : 9), Scale.lasting(3, PER_SECOND));
    }

    @Test
    void answersAsEverWhileKinesisIsDown() {
        assertAsPromised(Rows.first(11), Scale.lasting(10, PER_SECOND));
    }

    @Test
    void answersAsEverWhileKinesisHangs() {
        assertAsPromised(Rows.first(12), Scale.lasting(12, PER_SECOND));
    }

    @Test
    void shipsEverythingOnceThroughFailingAndThrottledCalls() {
        assertAsPromised(Rows.first(14), Scale.lasting(4, PER_SECOND));
    }

    @Test
    void sendsOnlyWhatFailedAgain() {
        assertAsPromised(Rows.first(15), Scale.lasting(3, PER_SECOND));
    }

    @Test
    void letsAThrottledShardDelayNobodyElse() {
        assertAsPromised(Rows.first(16), Scale.lasting(8, PER_SECOND));
    }

    @Test
    void believesNoAnswerThatIsNone() {
        assertAsPromised(Rows.first(17), Scale.lasting(5, PER_SECOND));
    }

    @Test
    void degradesAndCostsLittleWhenEveryRecordIsRejected() {
        assertAsPromised(Rows.first(33), Scale.lasting(1, 4 * PER_SECOND));
    }

    /** Three rows on one service: a start takes longer than a fault. */
    @Test
    void answersKnownProgramsAndDegradesThroughFaultsOfRedis() {
        RedisFaults all = new RedisFaults(new LostPush(), new RefusedCommands(), new EmptiedRedis(false));
        Row row = new Row(34, "rows 34, 35 and 36", Rows.first(34).scale(), () -> all);
        assertAsPromised(row, new Scale(2, Duration.ofSeconds(1), PER_SECOND));
    }

    @Test
    void servesOthersWhileThousandsOfHttp2BodiesStayUnfinished() {
        assertAsPromised(Rows.last(37), Scale.lasting(3, PER_SECOND));
    }

    @Test
    void quarantinesAndCountsWhatIsCorrupt() {
        assertAsPromised(Rows.first(38), Scale.rounds(2, PER_SECOND));
    }
}

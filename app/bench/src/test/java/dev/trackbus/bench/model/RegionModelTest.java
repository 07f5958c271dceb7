package dev.trackbus.bench.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class RegionModelTest {
    private static RegionModel at(double requestsPerSecond) {
        return new RegionModel(new Load(requestsPerSecond, 2.5, 6, 250, 0.01), Prices.LIST);
    }

    private static Line line(RegionModel model, String what) {
        return model.bill().stream()
                .filter(line -> line.what().startsWith(what))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void sizesTheTasksForHalfTheirCpuAndOneZoneLost() {
        assertThat(at(1_000_000).tasks()).isEqualTo(38);
    }

    @Test
    void keepsATaskInEachZoneHoweverSmallTheLoad() {
        assertThat(at(1).tasks()).isEqualTo(3);
    }

    @Test
    void sizesTheShardsByRecordsWhereTheyAreSmall() {
        assertThat(at(1_000_000).shards()).isEqualTo(1_250);
    }

    @Test
    void sizesTheShardsByBytesWhereTheyAreLarge() {
        Load large = new Load(1_000, 2.5, 6, 4_000, 0.01);
        assertThat(new RegionModel(large, Prices.LIST).shards()).isEqualTo(5);
    }

    @Test
    void addsRedisNodesInPairsForTheMisses() {
        Load missing = new Load(1_000_000, 2.5, 6, 250, 0.2);
        assertThat(new RegionModel(missing, Prices.LIST).redisNodes()).isEqualTo(6);
    }

    @Test
    void countsAWriteForTheTableAndOneForEachIndex() {
        double month = 1_000 * 730.0 * 3600;
        assertThat(line(at(1_000), "DynamoDB, writes").dollars()).isEqualTo(month * 3 / 1e6 * 0.625, within(0.01));
    }

    @Test
    void chargesTheStreamForShardsAndForPayloadUnits() {
        double month = 1_000 * 730.0 * 3600;
        assertThat(line(at(1_000), "EventStream").dollars())
                .isEqualTo(2 * 0.015 * 730 + month / 1e6 * 0.014, within(0.01));
    }

    @Test
    void refusesAMissRateThatIsNone() {
        assertThatThrownBy(() -> new Load(1, 1, 1, 1, 1.5)).hasMessageContaining("miss rate");
    }

    @Test
    void printsABillForEachRate() {
        StringWriter out = new StringWriter();
        assertThat(Model.command().setOut(new PrintWriter(out)).execute("--rate", "10,20"))
                .isZero();
        assertThat(out.toString()).contains("10 requests a second", "20 requests a second", "USD a million requests");
    }
}

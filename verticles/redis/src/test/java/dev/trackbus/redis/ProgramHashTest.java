package dev.trackbus.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.trackbus.bus.ProgramLookup;
import dev.trackbus.proto.InvalidProgramException;
import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.Response;
import io.vertx.redis.client.impl.types.BulkType;
import io.vertx.redis.client.impl.types.MultiType;
import io.vertx.redis.client.impl.types.SimpleStringType;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an answer to HGETALL means. */
class ProgramHashTest {
    private static Response hash(Map<String, String> fields) {
        MultiType multi = MultiType.create(2L * fields.size(), false);
        fields.forEach((name, value) -> {
            multi.add(bulk(Buffer.buffer(name)));
            multi.add(bulk(Buffer.buffer(value)));
        });
        return multi;
    }

    private static Response bulk(Buffer bytes) {
        return BulkType.create(bytes, false);
    }

    private static void corrupt(Response answer, String message) {
        assertThatExceptionOfType(InvalidProgramException.class)
                .isThrownBy(() -> ProgramHash.lookup("1", answer))
                .withMessageContaining(message);
    }

    @Test
    void readsTheReferencesFiveFields() {
        assertThat(ProgramHash.lookup("1", hash(Programs.fiveFields("1"))))
                .isEqualTo(new ProgramLookup.Found(Programs.ofFiveFields("1")));
    }

    @Test
    void readsAHashWithoutProgramId() {
        Map<String, String> four = Programs.fiveFields("1");
        four.remove("programId");
        assertThat(ProgramHash.lookup("1", hash(four))).isEqualTo(new ProgramLookup.Found(Programs.ofFiveFields("1")));
    }

    @Test
    void readsAllFields() {
        assertThat(ProgramHash.lookup("1", hash(Programs.allFields("1"))))
                .isEqualTo(new ProgramLookup.Found(Programs.ofAllFields("1")));
    }

    @Test
    void takesAnEmptyAnswerForMissing() {
        assertThat(ProgramHash.lookup("1", MultiType.EMPTY_MULTI)).isEqualTo(new ProgramLookup.Missing(0));
    }

    @Test
    void takesATombstoneForMissingWithItsVersion() {
        assertThat(ProgramHash.lookup("1", hash(Map.of("deleted", "true", "version", "9"))))
                .isEqualTo(new ProgramLookup.Missing(9));
        assertThat(ProgramHash.lookup("1", hash(Map.of("deleted", "true")))).isEqualTo(new ProgramLookup.Missing(0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"programName", "checksum", "customerId", "customerName"})
    void callsAMissingFieldDamage(String name) {
        Map<String, String> fields = Programs.fiveFields("1");
        fields.remove(name);
        corrupt(hash(fields), name);
    }

    @ParameterizedTest
    @CsvSource({"customerId,x", "version,-1", "active,yes", "validFrom,soon", "validUntil,late", "programId,2"})
    void callsAMalformedFieldDamage(String name, String value) {
        Map<String, String> fields = Programs.fiveFields("1");
        fields.put(name, value);
        corrupt(hash(fields), name);
    }

    /** Writers refuse such a time; a program that is stored already keeps its meaning. */
    @Test
    void readsATimeInSecondsAsItIsStored() {
        Map<String, String> fields = Programs.fiveFields("1");
        fields.put("validFrom", "1700000000");
        assertThat(ProgramHash.lookup("1", hash(fields)))
                .isInstanceOfSatisfying(
                        ProgramLookup.Found.class,
                        found -> assertThat(found.program().validity().from()).isEqualTo(1_700_000_000L));
    }

    @Test
    void callsALargeHashDamageAlsoInAnUnknownField() {
        Map<String, String> fields = Programs.fiveFields("1");
        fields.put("colour", "b".repeat(ProgramHash.MAX_BYTES));
        corrupt(hash(fields), "larger than 65536 bytes");
    }

    @Test
    void callsBytesThatAreNoTextDamage() {
        MultiType multi = MultiType.create(2, false);
        multi.add(bulk(Buffer.buffer("programName")));
        multi.add(bulk(Buffer.buffer(new byte[] {(byte) 0xff})));
        corrupt(multi, "not UTF-8");
    }

    @Test
    void callsAnythingElseDamageAndNeverMissing() {
        corrupt(null, "no hash");
        corrupt(SimpleStringType.create("PONG"), "no hash");
    }
}

package dev.trackbus.bench.functions;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlainLoopsTest {
    @Test
    void recordsComeOutOfAnEventAsTheyWentIn() throws IOException {
        List<byte[]> payloads = List.of(new byte[] {0, -1, 7}, "ü".getBytes(StandardCharsets.UTF_8), new byte[0]);

        assertThat(PlainRecords.of(KinesisEventJson.of(payloads))).containsExactlyElementsOf(payloads);
    }

    @Test
    void aProgramBecomesItsKeyAndItsFieldsAsTexts() throws IOException {
        byte[] program = ProgramStore.program("p-1", 7, "shoes", List.of("placement", "campaign"));

        assertThat(PlainPrograms.hash(program))
                .startsWith("program:p-1", "programId", "p-1", "programName", "shoes")
                .endsWith("requires", "placement,campaign", "version", "7");
    }

    @Test
    void aRoundIsReckonedToASecondAndToAHundredThousandRecords() {
        Usage usage = new Usage(5_000, 2_000_000_000L, 500_000_000L);

        assertThat(usage.recordsPerSecond()).isEqualTo(2_500);
        assertThat(usage.cpuSecondsPer100k()).isEqualTo(10);
    }
}

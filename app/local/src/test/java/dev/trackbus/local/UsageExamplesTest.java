package dev.trackbus.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trackbus.proto.ProgramJson;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class UsageExamplesTest {
    private final String lines =
            String.join("\n", UsageExamples.of(new LocalConfig(18080, 2, 16379, 4, 5, Path.of("run"))));

    @Test
    void useTheChosenPort() {
        assertThat(lines).contains("curl -i http://127.0.0.1:18080/event/212313\n");
    }

    @Test
    void changeAProgramInTheChosenRedis() {
        assertThat(lines).contains("redis-cli -p 16379 HSET program:212313 ");
    }

    @Test
    void publishAValidProgram() {
        Matcher published = Pattern.compile("PUBLISH program-updates '(.*)'").matcher(lines);
        assertThat(published.find()).isTrue();
        assertThat(ProgramJson.read(published.group(1)).programId()).isEqualTo("212313");
    }
}

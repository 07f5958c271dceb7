package dev.trackbus.kinesis.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trackbus.kinesis.buffer.DeadLetter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeadLetterFilesTest {
    private final FakeDisk disk = new FakeDisk(3);
    private final DeadLetterFiles letters = new DeadLetterFiles(disk);

    private static List<DeadLetter> read(DeadLetterFiles letters) throws IOException {
        List<DeadLetter> read = new ArrayList<>();
        letters.forEach(read::add);
        return read;
    }

    @Test
    void aLetterOutlastsALossOfPower() throws IOException {
        letters.add("key", new byte[] {1, 2, 3}, "ValidationException: no");
        assertThat(read(new DeadLetterFiles(disk.afterPowerLoss())))
                .singleElement()
                .satisfies(letter -> {
                    assertThat(letter.key()).isEqualTo("key");
                    assertThat(letter.payload()).containsExactly(1, 2, 3);
                    assertThat(letter.why()).isEqualTo("ValidationException: no");
                });
    }

    @Test
    void theSameEventIsKeptOnce() throws IOException {
        letters.add("key", new byte[] {1}, "a longer reason");
        letters.add("key", new byte[] {1}, "no");
        letters.add("key", new byte[] {2}, "no");
        assertThat(read(letters)).hasSize(2);
    }

    @Test
    void givesAsManyAsFitIntoTheBytes() throws IOException {
        for (int i = 0; i < 5; i++) {
            letters.add("key-" + i, new byte[100], "no");
        }
        letters.add("large", new byte[500], "no");
        assertThat(letters.some("", 10, 260)).hasSize(2);
        assertThat(letters.some("", 10, 10_000)).hasSize(6);
        assertThat(letters.some("", 3, 10_000)).hasSize(3);
        assertThat(letters.some("", 10, 100)).isEmpty();
    }

    @Test
    void skipsACorruptLetter() throws IOException {
        disk.fail(FakeDisk.Call.FORCE);
        assertThatThrownBy(() -> letters.add("key", new byte[] {1}, "no")).isInstanceOf(IOException.class);
        assertThat(letters.names()).isEmpty();
        disk.heal();
        letters.add("key", new byte[] {1}, "no");
        String name = letters.names().get(0);
        byte[] content = disk.content(name);
        content[content.length - 1] ^= 1;
        disk.put(name, content);
        disk.put("empty.dead", new byte[0]);
        assertThat(letters.forEach(letter -> {})).containsExactlyInAnyOrder(name, "empty.dead");
        assertThat(read(letters)).isEmpty();
        assertThat(disk.opened()).isZero();
    }
}

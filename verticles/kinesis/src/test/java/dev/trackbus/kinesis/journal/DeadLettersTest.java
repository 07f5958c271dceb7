package dev.trackbus.kinesis.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class DeadLettersTest {
    private final FakeDisk disk = new FakeDisk(3);
    private final DeadLetters letters = new DeadLetters(disk);

    @Test
    void aLetterOutlastsALossOfPower() throws IOException {
        letters.add("key", new byte[] {1, 2, 3}, "ValidationException: no");
        assertThat(new DeadLetters(disk.afterPowerLoss()).read())
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
        assertThat(letters.read()).hasSize(2);
    }

    @Test
    void aLetterThatIsNotWholeIsNone() throws IOException {
        disk.fail(FakeDisk.Call.FORCE);
        assertThatThrownBy(() -> letters.add("key", new byte[] {1}, "no")).isInstanceOf(IOException.class);
        disk.heal();
        byte[] content = disk.content(letters.names().get(0));
        content[content.length - 1] ^= 1;
        disk.put(letters.names().get(0), content);
        disk.put("empty.dead", new byte[0]);
        assertThat(letters.read()).isEmpty();
        assertThat(disk.opened()).isZero();
    }
}

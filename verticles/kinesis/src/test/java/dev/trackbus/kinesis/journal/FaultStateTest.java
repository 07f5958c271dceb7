package dev.trackbus.kinesis.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;

/** Fault texts of the public health response. */
class FaultStateTest {
    private final FaultState fault = new FaultState("journal cannot be written");

    @Test
    void saysWhatIsWrongWithoutThePath() {
        fault.failed(new FileSystemException("/var/lib/trackbus/0.segment", null, "Read-only file system"));
        assertThat(fault.why()).isEqualTo("journal cannot be written: FileSystemException: Read-only file system");

        fault.failed(new NoSuchFileException("/var/lib/trackbus/0.segment"));
        assertThat(fault.why()).isEqualTo("journal cannot be written: NoSuchFileException");
    }

    @Test
    void saysWhatTheDiskSays() {
        fault.failed(new IOException("No space left on device"));

        assertThat(fault.why()).endsWith("No space left on device");
    }

    @Test
    void saysNothingWhenItIsOver() {
        fault.failed(new IOException("No space left on device"));
        fault.over();

        assertThat(fault.why()).isEmpty();
    }
}

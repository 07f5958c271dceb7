package dev.trackbus.bench.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ProcessFiguresTest {
    private static final ProcessFigures BASE = new ProcessFigures(40 << 10, 20, 30);

    @Test
    void readsTheHeapOfG1() {
        assertThat(ProcessFigures.usedKib(" garbage-first heap   total 262144K, used 34567K [0x0, 0x1)\n"
                        + "  region size 1024K, 4 young (4096K), 1 survivors (1024K)\n"
                        + " Metaspace       used 30000K, committed 31000K, reserved 1114112K\n"))
                .isEqualTo(34_567);
    }

    @Test
    void addsTheGenerationsOfOtherCollectors() {
        assertThat(ProcessFigures.usedKib(" def new generation   total 78656K, used 1000K [0x0, 0x1)\n"
                        + " tenured generation   total 174784K, used 20000K [0x0, 0x1)\n"))
                .isEqualTo(21_000);
    }

    @Test
    void takesNoAnswerForNoHeap() {
        assertThatThrownBy(() -> ProcessFigures.usedKib("no such process")).hasMessageContaining("no such process");
    }

    @Test
    void readsItsOwnProcess() {
        ProcessFigures own = ProcessFigures.of(ProcessHandle.current().pid());
        assertThat(own.heapKib()).isPositive().isLessThan(Runtime.getRuntime().maxMemory() >> 10);
    }

    @Test
    void allowsAnOutageTheWindowAndNoMore() {
        assertThat(new ProcessFigures((44 + 48) << 10, 20, 30).isAsSmallAs(BASE))
                .isTrue();
        assertThat(new ProcessFigures((44 + 49) << 10, 20, 30).isAsSmallAs(BASE))
                .isFalse();
    }

    @Test
    void isNotBackWhileTheHeapHoldsMore() {
        assertThat(new ProcessFigures((44 + 8) << 10, 20, 30).isBackAt(BASE)).isTrue();
        assertThat(new ProcessFigures((44 + 9) << 10, 20, 30).isBackAt(BASE)).isFalse();
    }
}

package dev.trackbus.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HeapTest {
    @Test
    void addsTheEdensThatWereCollectedToTheOneInUse() {
        Heap heap = Heap.of(
                """
                 S0C    S1C    S0U    S1U      EC       EU        OC         OU       MC     MU    CCSC   CCSU   YGC     YGCT    FGC    FGCT    CGC    CGCT     GCT
                8704.0 8704.0  0.0   123.0  1000.0   500.0   174784.0   30000.0   60000.0 59000.0 7000.0 6500.0      3    0.100   1      0.025   -        -    0.125
                """);

        assertThat(heap.allocatedBytes()).isEqualTo(3_500 * 1_024);
        assertThat(heap.gcSeconds()).isEqualTo(0.125);
    }
}

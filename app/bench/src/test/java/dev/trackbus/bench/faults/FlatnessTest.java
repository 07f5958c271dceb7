package dev.trackbus.bench.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FlatnessTest {
    private static final int MINUTES = 30;

    private static Flatness of(IntFunction<Sample> minute) {
        return Flatness.of(IntStream.range(0, MINUTES).mapToObj(minute).toList());
    }

    private static Sample sample(int heapMebibytes, int descriptors, int threads, int resident) {
        return new Sample(new ProcessFigures((long) heapMebibytes << 10, descriptors, threads), resident);
    }

    @Test
    void isContentWithWhatStaysTheSame() {
        assertThat(of(minute -> sample(60, 40, 30, 300 + minute % 3)).isFlat()).isTrue();
    }

    @Test
    void findsAHeapThatGrows() {
        assertThat(of(minute -> sample(60 + minute, 40, 30, 300)).isFlat()).isFalse();
    }

    @Test
    void findsDescriptorsThatAreNotClosed() {
        assertThat(of(minute -> sample(60, 40 + minute, 30, 300)).isFlat()).isFalse();
    }

    @Test
    void findsThreadsThatDoNotEnd() {
        assertThat(of(minute -> sample(60, 40, 30 + minute, 300)).isFlat()).isFalse();
    }

    @Test
    void findsMemoryOutsideOfTheHeapThatGrows() {
        assertThat(of(minute -> sample(60, 40, 30, 300 + 2 * minute)).isFlat()).isFalse();
    }

    @Test
    void takesNoNoticeOfTheOutageInTheMiddle() {
        assertThat(of(minute -> minute > 14 && minute < 19 ? sample(110, 300, 60, 400) : sample(60, 40, 30, 300))
                        .isFlat())
                .isTrue();
    }

    @Test
    void takesNoNoticeOfOneSampleAtABadMoment() {
        List<Sample> samples = new ArrayList<>(IntStream.range(0, MINUTES)
                .mapToObj(i -> sample(60, 40, 30, 300))
                .toList());
        samples.set(MINUTES - 1, sample(200, 300, 60, 400));

        assertThat(Flatness.of(samples).isFlat()).isTrue();
    }
}

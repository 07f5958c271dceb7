package dev.trackbus.bench.faults;

import dev.trackbus.bench.CpuClock;
import dev.trackbus.bench.Spread;
import java.io.IOException;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What a process held at one moment of a long run.
 *
 * @param figures           heap after a collection, descriptors without the driver's connections, threads
 * @param residentMebibytes its resident memory
 */
record Sample(ProcessFigures figures, long residentMebibytes) {
    static Sample of(Stage stage) throws IOException {
        int connections = stage.driver().connections();
        return new Sample(
                stage.figures().withoutConnections(connections),
                new CpuClock(stage.service().pid()).residentMebibytes());
    }

    /** Of each figure the median. */
    static Sample median(List<Sample> samples) {
        return new Sample(
                new ProcessFigures(
                        median(samples, each -> each.figures.heapKib()),
                        (int) median(samples, each -> each.figures.descriptors()),
                        (int) median(samples, each -> each.figures.threads())),
                median(samples, each -> each.residentMebibytes));
    }

    private static long median(List<Sample> samples, ToDoubleFunction<Sample> figure) {
        return Math.round(
                Spread.of(samples.stream().map(figure::applyAsDouble).toList()).median());
    }

    @Override
    public String toString() {
        return "%s, %d MiB resident".formatted(figures, residentMebibytes);
    }
}

package dev.trackbus.bench;

import java.io.IOException;

/**
 * What one round of load on one server came to, what the server did right after it included.
 *
 * @param wrk             what the load generator saw
 * @param cpuSeconds      what the server's process used
 * @param compilerSeconds what of it the JIT used
 * @param heap            what it allocated, and its pauses
 */
record Round(Wrk wrk, double cpuSeconds, double compilerSeconds, Heap heap) {
    private static final double UNIT = 100_000;

    static Round of(Peer peer, Shape shape, int seconds) throws IOException, InterruptedException {
        CpuClock cpu = new CpuClock(peer.pid());
        Heap heap = Heap.of(peer);
        double compiler = cpu.compilerSeconds();
        double before = cpu.seconds();
        Wrk wrk = Wrk.run(shape, seconds, peer.url().toString());
        cpu.awaitRest();
        double used = cpu.seconds() - before;
        Heap now = Heap.of(peer);
        return new Round(
                wrk,
                used,
                cpu.compilerSeconds() - compiler,
                new Heap(now.allocatedBytes() - heap.allocatedBytes(), now.gcSeconds() - heap.gcSeconds()));
    }

    double cpuSecondsPer100k() {
        return cpuSeconds / wrk.requests() * UNIT;
    }

    double compilerShare() {
        return compilerSeconds / cpuSeconds;
    }

    double bytesPerRequest() {
        return heap.allocatedBytes() / wrk.requests();
    }

    double gcPercent() {
        return heap.gcSeconds() / cpuSeconds * 100;
    }
}

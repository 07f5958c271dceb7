package dev.trackbus.bench.functions;

import com.sun.management.OperatingSystemMXBean;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;

/**
 * A contender's own process. Reads rounds (a count, then so many batches with their lengths) from its input, and after
 * each writes the nanoseconds of the clock and of its CPU that the work took; reading them is not counted.
 */
final class ContenderMain {
    private final OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private final DataInputStream in = new DataInputStream(new BufferedInputStream(System.in, 1 << 20));
    private final DataOutputStream out = new DataOutputStream(new FileOutputStream(FileDescriptor.out));
    private final Work work;

    private ContenderMain(Work work) {
        this.work = work;
    }

    /**
     * Runs until its input ends.
     *
     * @param arguments a {@link Contestant}, and the file that takes what it prints
     */
    public static void main(String[] arguments) throws Exception {
        System.setOut(new PrintStream(new FileOutputStream(arguments[1]), true));
        ContenderMain main = new ContenderMain(Contestant.valueOf(arguments[0]).work());
        while (main.round()) {
            main.out.flush();
        }
        System.exit(0);
    }

    private boolean round() throws Exception {
        List<byte[]> batches = read();
        if (batches.isEmpty()) {
            return false;
        }
        long cpu = system.getProcessCpuTime();
        long clock = System.nanoTime();
        for (byte[] each : batches) {
            work.process(each);
        }
        out.writeLong(System.nanoTime() - clock);
        out.writeLong(system.getProcessCpuTime() - cpu);
        return true;
    }

    private List<byte[]> read() throws IOException {
        int count = in.readInt();
        List<byte[]> batches = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            batches.add(in.readNBytes(in.readInt()));
        }
        return batches;
    }
}

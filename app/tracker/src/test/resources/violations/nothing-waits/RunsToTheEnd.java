package dev.trackbus.kinesis;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;

class RunsToTheEnd {
    void run(ExecutorService threads, List<Callable<String>> work) throws Exception {
        threads.invokeAll(work); // fires
        threads.invokeAny(work); // fires
        threads.awaitTermination(1, TimeUnit.SECONDS); // fires
    }
}

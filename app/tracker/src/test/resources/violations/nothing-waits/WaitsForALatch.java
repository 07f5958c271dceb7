package dev.trackbus.kinesis;

import java.util.concurrent.CountDownLatch;

class WaitsForALatch {
    Runnable waiting(CountDownLatch latch) {
        return () -> {
            try {
                latch.await(); // fires
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };
    }
}

package dev.trackbus.kinesis;

import java.util.concurrent.TimeUnit;

class Sleeps {
    void sleep() throws InterruptedException {
        Thread.sleep(1); // fires
        TimeUnit.MILLISECONDS.sleep(1); // fires
    }
}

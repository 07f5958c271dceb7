package dev.trackbus.kinesis;

class Sleeps {
    void sleep() throws InterruptedException {
        Thread.sleep(1);
    }
}

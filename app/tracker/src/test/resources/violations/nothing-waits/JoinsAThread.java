package dev.trackbus.kinesis;

class JoinsAThread {
    void untilItEnds(Thread thread) throws InterruptedException {
        thread.join(); // fires
    }
}

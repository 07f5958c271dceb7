package dev.trackbus.cache;

class WaitsOnAMonitor {
    synchronized void untilNotified() throws InterruptedException {
        wait(); // fires
    }
}

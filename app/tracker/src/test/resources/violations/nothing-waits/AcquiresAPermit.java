package dev.trackbus.redis;

import java.util.concurrent.Semaphore;

class AcquiresAPermit {
    void enter(Semaphore permits) throws InterruptedException {
        permits.acquire(); // fires
        permits.acquireUninterruptibly(); // fires
    }
}

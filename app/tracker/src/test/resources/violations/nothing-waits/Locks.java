package dev.trackbus.redis;

import java.util.concurrent.locks.ReentrantLock;

class Locks {
    void enter(ReentrantLock lock) throws InterruptedException {
        lock.lock(); // fires
        lock.lockInterruptibly(); // fires
    }
}

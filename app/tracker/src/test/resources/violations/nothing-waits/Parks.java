package dev.trackbus.http;

import java.util.concurrent.locks.LockSupport;

class Parks {
    void park() {
        LockSupport.park(); // fires
        LockSupport.parkNanos(1); // fires
        LockSupport.parkUntil(1); // fires
    }
}

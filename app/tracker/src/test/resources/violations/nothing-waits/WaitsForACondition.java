package dev.trackbus.kinesis;

import java.util.Date;
import java.util.concurrent.locks.Condition;

class WaitsForACondition {
    void untilItHolds(Condition condition) throws InterruptedException {
        condition.await(); // fires
        condition.awaitNanos(1); // fires
        condition.awaitUntil(new Date()); // fires
        condition.awaitUninterruptibly(); // fires
    }
}

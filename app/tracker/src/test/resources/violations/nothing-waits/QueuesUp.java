package dev.trackbus.kinesis;

import java.util.concurrent.ArrayBlockingQueue;

class QueuesUp {
    String pass(ArrayBlockingQueue<String> queue) throws InterruptedException {
        queue.put(""); // fires
        return queue.take(); // fires
    }
}

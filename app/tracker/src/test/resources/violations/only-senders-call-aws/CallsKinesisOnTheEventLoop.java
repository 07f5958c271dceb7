package dev.trackbus.kinesis;

import software.amazon.awssdk.services.kinesis.KinesisClient;

class CallsKinesisOnTheEventLoop {
    void call(KinesisClient client) {
        client.listStreams();
    }
}

package dev.trackbus.http;

import software.amazon.awssdk.services.kinesis.KinesisClient;

class SendsInHttp {
    KinesisClient kinesis;
}

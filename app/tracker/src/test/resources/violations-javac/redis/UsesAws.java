package dev.trackbus.redis;

import software.amazon.awssdk.services.kinesis.KinesisClient; // stopped: compiler.err.doesnt.exist

class UsesAws {}

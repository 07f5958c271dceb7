package dev.trackbus.local.function;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.model.Record;

/** Test data: stream records; the n-th has sequence number and text n. */
final class TestRecords {
    private TestRecords() {}

    static Record record(int number) {
        return Record.builder()
                .sequenceNumber(Integer.toString(number))
                .partitionKey("key-" + number)
                .data(SdkBytes.fromUtf8String(Integer.toString(number)))
                .approximateArrivalTimestamp(Instant.ofEpochMilli(1_545_084_650_987L + number))
                .build();
    }

    static List<Record> range(int first, int end) {
        return IntStream.range(first, end).mapToObj(TestRecords::record).toList();
    }

    static Record ofBytes(int bytes) {
        return record(0).toBuilder()
                .data(SdkBytes.fromByteArray(new byte[bytes]))
                .build();
    }
}

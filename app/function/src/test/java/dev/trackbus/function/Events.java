package dev.trackbus.function;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Test data: Kinesis events as Lambda writes them, and the context of an invocation. */
final class Events {
    static final String ARN = "arn:aws:kinesis:eu-central-1:000000000000:stream/Some";

    private Events() {}

    static String event(List<String> payloads) {
        return IntStream.range(0, payloads.size())
                .mapToObj(i -> record(i, payloads.get(i)))
                .collect(Collectors.joining(",", "{\"Records\":[", "]}"));
    }

    private static String record(int number, String payload) {
        String data = Base64.getEncoder().encodeToString(payload.getBytes(StandardCharsets.UTF_8));
        return "{\"kinesis\":{\"kinesisSchemaVersion\":\"1.0\",\"partitionKey\":\"key\",\"sequenceNumber\":\"" + number
                + "\",\"data\":\"" + data + "\",\"approximateArrivalTimestamp\":1763733600.123},"
                + "\"eventSource\":\"aws:kinesis\",\"eventVersion\":\"1.0\",\"eventID\":\"shardId-000000000006:"
                + number
                + "\",\"eventName\":\"aws:kinesis:record\",\"invokeIdentityArn\":\"x\",\"awsRegion\":\"eu-central-1\","
                + "\"eventSourceARN\":\"" + ARN + "\"}";
    }

    static StreamRecord record(String payload) {
        ByteBuffer data = ByteBuffer.wrap(payload.getBytes(StandardCharsets.UTF_8));
        return new StreamRecord("49", "key", Instant.ofEpochMilli(1_763_733_600_123L), data);
    }

    static String text(StreamRecord record) {
        return StandardCharsets.UTF_8.decode(record.data().duplicate()).toString();
    }

    static Context invocation(int remainingMillis) {
        return new Invocation(remainingMillis);
    }

    private record Invocation(int millis) implements Context {
        @Override
        public String getAwsRequestId() {
            return "1";
        }

        @Override
        public String getLogGroupName() {
            return "";
        }

        @Override
        public String getLogStreamName() {
            return "";
        }

        @Override
        public String getFunctionName() {
            return "";
        }

        @Override
        public String getFunctionVersion() {
            return "";
        }

        @Override
        public String getInvokedFunctionArn() {
            return "";
        }

        @Override
        public CognitoIdentity getIdentity() {
            return null;
        }

        @Override
        public ClientContext getClientContext() {
            return null;
        }

        @Override
        public int getRemainingTimeInMillis() {
            return millis;
        }

        @Override
        public int getMemoryLimitInMB() {
            return 512;
        }

        @Override
        public LambdaLogger getLogger() {
            return null;
        }
    }
}

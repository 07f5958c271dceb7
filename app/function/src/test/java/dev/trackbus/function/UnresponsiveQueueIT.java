package dev.trackbus.function;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Test in real time that an unresponsive failure queue never delays the response of an invocation. */
@Timeout(120)
class UnresponsiveQueueIT {
    private static final int MILLIS = 10_000;
    private static final LongUnaryOperator NO_WAIT = limit -> 0;

    private static String answer(Function<Duration, SqsClient> clients) throws IOException {
        FailureQueue queue =
                new SqsFailureQueue("http://127.0.0.1:1/000000000000/failures", clients, each -> {}, NO_WAIT);
        RecordProcessor step = (records, deadline) -> List.of(new Outcome.Rejected("no program"));
        byte[] event = Events.event(List.of("x")).getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Deadline end = Deadline.after(Duration.ofMillis(MILLIS), System::nanoTime);

        new KinesisFunctionHandler("some", step, queue, line -> {})
                .handleRequest(new ByteArrayInputStream(event), out, Events.invocation(MILLIS));

        assertThat(end.left()).isPositive();
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void respondsInTimeWhenTheQueueNeverAnswers() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            assertThat(answer(limit -> AwsStub.sqs("http://127.0.0.1:" + silent.getLocalPort(), limit)))
                    .contains("\"itemIdentifier\":\"0\"");
        }
    }

    @Test
    void respondsInTimeWhenTheQueueAcceptsNoConnection() throws IOException {
        List<Socket> waiting = new ArrayList<>();
        try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            for (int i = 0; i < 2; i++) {
                waiting.add(new Socket(full.getInetAddress(), full.getLocalPort()));
            }
            assertThat(answer(limit -> AwsStub.sqs("http://127.0.0.1:" + full.getLocalPort(), limit)))
                    .contains("\"itemIdentifier\":\"0\"");
        } finally {
            for (Socket each : waiting) {
                each.close();
            }
        }
    }
}

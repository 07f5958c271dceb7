package dev.trackbus.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;

/** Test of the emulator with the AWS SDK client, which verifies the digests. */
class SqsEmulatorTest {
    private final List<String> shown = new CopyOnWriteArrayList<>();
    private final SqsEmulator queues = SqsEmulator.start((queue, message) -> shown.add(queue + " " + message));
    private final SqsClient client = new AwsEndpoints(KinesisEndpoint.local(1), queues.uri(), queues.uri()).sqsClient();
    private final String url =
            client.createQueue(request -> request.queueName("failures")).queueUrl();

    @AfterEach
    void close() {
        client.close();
        queues.close();
    }

    private static SendMessageBatchRequestEntry entry(String id, String body) {
        return SendMessageBatchRequestEntry.builder().id(id).messageBody(body).build();
    }

    private List<String> received() {
        return client.receiveMessage(request -> request.queueUrl(url).maxNumberOfMessages(10)).messages().stream()
                .map(Message::body)
                .toList();
    }

    @Test
    void passesAMessageToTheConsumerAtOnce() {
        client.sendMessage(request -> request.queueUrl(url).messageBody("{\"reason\":\"Straße\"}"));
        assertThat(shown).containsExactly("failures {\"reason\":\"Straße\"}");
    }

    @Test
    void acceptsABatchOfMessages() {
        SendMessageBatchResponse response = client.sendMessageBatch(
                request -> request.queueUrl(url).entries(List.of(entry("0", "a"), entry("1", "b"))));
        assertThat(response.failed()).isEmpty();
        assertThat(response.successful()).hasSize(2);
        assertThat(shown).containsExactly("failures a", "failures b");
    }

    @Test
    void deliversAMessageOnce() {
        client.sendMessage(request -> request.queueUrl(url).messageBody("a"));
        assertThat(received()).containsExactly("a");
        assertThat(received()).isEmpty();
    }

    @Test
    void findsAQueueByItsName() {
        assertThat(client.getQueueUrl(request -> request.queueName("failures")).queueUrl())
                .isEqualTo(url);
    }

    @Test
    void returnsTheArnOfAQueue() {
        assertThat(client.getQueueAttributes(
                                request -> request.queueUrl(url).attributeNames(QueueAttributeName.QUEUE_ARN))
                        .attributes())
                .containsEntry(QueueAttributeName.QUEUE_ARN, "arn:aws:sqs:us-east-1:000000000000:failures");
    }

    @Test
    void reportsAQueueThatDoesNotExist() {
        assertThatThrownBy(() -> client.sendMessage(request ->
                        request.queueUrl(queues.uri() + "/queue/none").messageBody("a")))
                .isInstanceOf(QueueDoesNotExistException.class);
    }
}

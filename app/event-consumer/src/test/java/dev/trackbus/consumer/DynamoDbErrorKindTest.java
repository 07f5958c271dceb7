package dev.trackbus.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;

class DynamoDbErrorKindTest {
    @Test
    void anInterruptIsPermanent() {
        assertThat(DynamoDbErrorKind.of(AbortedException.create("interrupted"))).isEqualTo(DynamoDbErrorKind.PERMANENT);
    }

    @Test
    void aTimeoutIsTransient() {
        assertThat(DynamoDbErrorKind.of(ApiCallTimeoutException.create(3_000))).isEqualTo(DynamoDbErrorKind.TRANSIENT);
    }

    @Test
    void anErrorWithoutDetailsIsClassifiedByItsStatus() {
        AwsServiceException refused =
                AwsServiceException.builder().statusCode(403).message("no").build();

        assertThat(DynamoDbErrorKind.of(refused)).isEqualTo(DynamoDbErrorKind.PERMANENT);
        assertThat(DynamoDbErrorKind.of(refused.toBuilder().statusCode(502).build()))
                .isEqualTo(DynamoDbErrorKind.TRANSIENT);
        assertThat(DynamoDbErrorKind.reason(refused)).startsWith("AwsServiceException: no");
    }

    @Test
    void theReasonContainsTheClientMessage() {
        assertThat(DynamoDbErrorKind.reason(SdkClientException.create("connection refused")))
                .isEqualTo("SdkClientException: connection refused");
    }
}

package dev.trackbus.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;

class TableFaultTest {
    @Test
    void anInterruptedThreadTriesNoFurther() {
        assertThat(TableFault.of(AbortedException.create("interrupted"))).isEqualTo(TableFault.LASTING);
    }

    @Test
    void aTimeOutPasses() {
        assertThat(TableFault.of(ApiCallTimeoutException.create(3_000))).isEqualTo(TableFault.PASSING);
    }

    @Test
    void aServiceThatGivesNoDetailsIsJudgedByItsStatus() {
        AwsServiceException refused =
                AwsServiceException.builder().statusCode(403).message("no").build();

        assertThat(TableFault.of(refused)).isEqualTo(TableFault.LASTING);
        assertThat(TableFault.of(refused.toBuilder().statusCode(502).build())).isEqualTo(TableFault.PASSING);
        assertThat(TableFault.reason(refused)).startsWith("AwsServiceException: no");
    }

    @Test
    void saysWhatTheClientSays() {
        assertThat(TableFault.reason(SdkClientException.create("connection refused")))
                .isEqualTo("SdkClientException: connection refused");
    }
}

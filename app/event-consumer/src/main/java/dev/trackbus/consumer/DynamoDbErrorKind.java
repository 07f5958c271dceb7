package dev.trackbus.consumer;

import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;

/** Kind of a DynamoDB client error. It decides whether the items of the call are retried, isolated or returned. */
enum DynamoDbErrorKind {
    /** Validation error: an item or the table violates a rule, so the same call always fails. */
    INVALID,
    /** Throttling, HTTP 5xx, network error or unreadable response: a retry may succeed. */
    TRANSIENT,
    /**
     * Missing table, denied access, expired credentials or interruption: an operator must act before a retry succeeds.
     */
    PERMANENT;

    private static final int SERVER_ERROR = 500;

    /** Classifies an error. */
    static DynamoDbErrorKind of(SdkException fault) {
        if (fault instanceof AwsServiceException answer) {
            if ("ValidationException".equals(code(answer))) {
                return INVALID;
            }
            return answer.isThrottlingException() || answer.statusCode() >= SERVER_ERROR ? TRANSIENT : PERMANENT;
        }
        return fault instanceof AbortedException ? PERMANENT : TRANSIENT;
    }

    /** Returns error code and message, for an operator. */
    static String reason(SdkException fault) {
        if (fault instanceof AwsServiceException answer && answer.awsErrorDetails() != null) {
            return code(answer) + ": " + answer.awsErrorDetails().errorMessage();
        }
        return fault.getClass().getSimpleName() + ": " + fault.getMessage();
    }

    private static String code(AwsServiceException answer) {
        return answer.awsErrorDetails() == null
                ? "HTTP " + answer.statusCode()
                : answer.awsErrorDetails().errorCode();
    }
}

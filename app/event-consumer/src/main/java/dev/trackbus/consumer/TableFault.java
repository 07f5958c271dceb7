package dev.trackbus.consumer;

import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;

/** What an exception of the DynamoDB client means for the items of its call. */
enum TableFault {
    /** One of the items, or the table itself, is against the rules: the same call fails for ever. */
    INVALID,
    /** Throttled, 5xx, network, an answer that is none: the same call may pass in a moment. */
    PASSING,
    /** No such table, denied, expired keys: an operator has to act first. */
    LASTING;

    private static final int SERVER_ERROR = 500;

    static TableFault of(SdkException fault) {
        if (fault instanceof AwsServiceException answer) {
            if ("ValidationException".equals(code(answer))) {
                return INVALID;
            }
            return answer.isThrottlingException() || answer.statusCode() >= SERVER_ERROR ? PASSING : LASTING;
        }
        return fault instanceof AbortedException ? LASTING : PASSING;
    }

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

package dev.trackbus.local;

import java.util.function.BooleanSupplier;

/** Kinesis endpoint used by a local run or a test. Both choose it by the same rule. */
enum KinesisSource {
    /** The endpoint named by AWS_ENDPOINT_URL_KINESIS or AWS_ENDPOINT_URL. */
    NAMED,
    /** LocalStack in a container, started by localstack-utils. */
    LOCALSTACK_IN_DOCKER,
    /** LocalStack as a process, started by infra/local/localstack. Needs Python. */
    LOCALSTACK_IN_HOST_MODE,
    /** kinesis-mock, the fastest to start. */
    KINESIS_MOCK;

    /**
     * Chooses a named endpoint first, then LocalStack if it is requested (in Docker if an engine answers), then
     * kinesis-mock.
     *
     * @param named         whether the environment names an endpoint
     * @param localStack    whether LocalStack is requested
     * @param engineAnswers whether a Docker engine answers; called only if the choice depends on it
     * @return the endpoint to use
     */
    static KinesisSource choose(boolean named, boolean localStack, BooleanSupplier engineAnswers) {
        if (named) {
            return NAMED;
        }
        if (!localStack) {
            return KINESIS_MOCK;
        }
        return engineAnswers.getAsBoolean() ? LOCALSTACK_IN_DOCKER : LOCALSTACK_IN_HOST_MODE;
    }
}

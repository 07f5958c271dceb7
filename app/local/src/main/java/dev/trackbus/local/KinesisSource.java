package dev.trackbus.local;

import java.util.function.BooleanSupplier;

/** Where a run or a test on this machine gets its Kinesis from. One order for all, so that what passes here passes there. */
enum KinesisSource {
    /** The endpoint that AWS_ENDPOINT_URL_KINESIS or AWS_ENDPOINT_URL names: somebody runs it already. */
    NAMED,
    /** LocalStack in a container, through localstack-utils. */
    LOCALSTACK_IN_DOCKER,
    /** LocalStack by infra/local/localstack, which needs Python. */
    LOCALSTACK_IN_HOST_MODE,
    /** kinesis-mock alone: the fastest to start. */
    KINESIS_MOCK;

    /**
     * The order: what is named, else LocalStack if it is wanted, in Docker where there is an engine.
     *
     * @param named          whether the environment names an endpoint
     * @param localStack     whether LocalStack is wanted, or just any Kinesis
     * @param engineAnswers  whether a Docker engine runs; asked only where that matters
     * @return the first that applies
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

package dev.trackbus.local;

import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * JUnit extension that provides a {@link KinesisEndpoint} or a {@link LocalAws}. It uses the endpoint that the
 * environment names, or a LocalStack shared by all tests of a forked JVM and stopped after the last. Each test creates
 * its own streams. Functions run in LocalStack's Lambda, except in Docker, because a container cannot reach the local
 * Redis.
 */
final class LocalStackExtension implements ParameterResolver {
    private static final Logger LOG = LoggerFactory.getLogger(LocalStackExtension.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return Set.of(KinesisEndpoint.class, LocalAws.class)
                .contains(parameter.getParameter().getType());
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Shared shared = context.getStore(
                        ExtensionContext.StoreScope.LAUNCHER_SESSION, ExtensionContext.Namespace.GLOBAL)
                .getOrComputeIfAbsent(Shared.class, key -> started(), Shared.class);
        boolean kinesisAlone = parameter.getParameter().getType().equals(KinesisEndpoint.class);
        return kinesisAlone ? shared.kinesis() : shared.localAws();
    }

    private static Shared started() {
        Optional<KinesisEndpoint> named = KinesisEndpoint.named(System.getenv());
        int port = Port.free();
        return switch (KinesisSource.choose(named.isPresent(), true, DockerEngine.find()::answers)) {
            case NAMED -> new Shared(named.orElseThrow(), Optional.empty());
            case LOCALSTACK_IN_DOCKER -> shared(LocalStack.inDocker(port));
            case LOCALSTACK_IN_HOST_MODE -> hostMode(port);
            case KINESIS_MOCK ->
                throw new IllegalStateException("Unexpected choice of kinesis-mock: these tests need LocalStack");
        };
    }

    private static Shared hostMode(int port) {
        var log = Checkout.find().run().resolve("localstack-" + port + ".log");
        LOG.info("LocalStack starts in host mode; the first start downloads it and takes minutes. Log: {}", log);
        return shared(LocalStack.inHostMode(port, log));
    }

    private static Shared shared(LocalStack localStack) {
        LOG.info("{}", localStack);
        return new Shared(localStack.kinesis(), Optional.of(localStack));
    }

    /** Kinesis endpoint shared by all tests of a JVM. JUnit closes it at the end of its session. */
    private record Shared(KinesisEndpoint kinesis, Optional<LocalStack> localStack) implements AutoCloseable {
        Shared {
            if (localStack.isEmpty()) {
                LOG.info("Using the Kinesis endpoint of the environment: {}", kinesis.uri());
            }
        }

        LocalAws localAws() {
            boolean inDocker = localStack.filter(LocalStack::isInDocker).isPresent();
            AwsEndpoints aws = AwsEndpoints.ofOne(kinesis);
            return inDocker ? LocalAws.of(aws, Checkout.find().run()) : LocalAws.of(kinesis);
        }

        @Override
        public void close() {
            localStack.ifPresent(LocalStack::close);
        }
    }
}

package dev.trackbus.local;

import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives a test the {@link KinesisEndpoint} that the environment names, or else the one of a LocalStack which all tests of
 * a forked JVM share: each makes streams of its own. It is ended after the last of them. Who asks for a {@link LocalCloud} gets
 * all of its AWS; there functions run in LocalStack's Lambda, but for Docker, whose containers do not reach our Redis.
 */
final class LocalStackExtension implements ParameterResolver {
    private static final Logger LOG = LoggerFactory.getLogger(LocalStackExtension.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return Set.of(KinesisEndpoint.class, LocalCloud.class)
                .contains(parameter.getParameter().getType());
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Shared shared = context.getStore(
                        ExtensionContext.StoreScope.LAUNCHER_SESSION, ExtensionContext.Namespace.GLOBAL)
                .getOrComputeIfAbsent(Shared.class, key -> started(), Shared.class);
        boolean kinesisAlone = parameter.getParameter().getType().equals(KinesisEndpoint.class);
        return kinesisAlone ? shared.kinesis() : shared.cloud();
    }

    private static Shared started() {
        Optional<KinesisEndpoint> named = KinesisEndpoint.named(System.getenv());
        int port = Port.free();
        return switch (KinesisSource.choose(named.isPresent(), true, DockerEngine.find()::answers)) {
            case NAMED -> new Shared(named.orElseThrow(), Optional.empty());
            case LOCALSTACK_IN_DOCKER -> shared(LocalStack.inDocker(port));
            case LOCALSTACK_IN_HOST_MODE -> hostMode(port);
            case KINESIS_MOCK -> throw new IllegalStateException("these tests are about LocalStack");
        };
    }

    private static Shared hostMode(int port) {
        var log = Checkout.find().run().resolve("localstack-" + port + ".log");
        LOG.info("LocalStack in host mode starts; the first time, it takes minutes to set itself up: see {}", log);
        return shared(LocalStack.inHostMode(port, log));
    }

    private static Shared shared(LocalStack localStack) {
        LOG.info("{}", localStack);
        return new Shared(localStack.kinesis(), Optional.of(localStack));
    }

    /** Closed by JUnit with the store of its session. */
    private record Shared(KinesisEndpoint kinesis, Optional<LocalStack> localStack) implements AutoCloseable {
        Shared {
            if (localStack.isEmpty()) {
                LOG.info("the Kinesis that the environment names, at {}", kinesis.uri());
            }
        }

        LocalCloud cloud() {
            boolean inDocker = localStack.filter(LocalStack::isInDocker).isPresent();
            AwsEndpoints aws = AwsEndpoints.ofOne(kinesis);
            return inDocker ? LocalCloud.of(aws, Checkout.find().run()) : LocalCloud.of(kinesis);
        }

        @Override
        public void close() {
            localStack.ifPresent(LocalStack::close);
        }
    }
}

package dev.trackbus.tracker;

import io.vertx.core.Future;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ordered list of the service's parts: starts them from the first to the last, and stops them in reverse order. This is
 * the only place that knows the order, so a new part needs one line in the list. For one event loop.
 */
final class ServiceParts {
    private static final Logger LOG = LoggerFactory.getLogger(ServiceParts.class);

    private final List<ServicePart> parts;
    private final Deque<ServicePart> started = new ArrayDeque<>();

    ServiceParts(List<ServicePart> parts) {
        this.parts = List.copyOf(parts);
        if (parts.stream().map(ServicePart::name).distinct().count() < parts.size()) {
            throw new IllegalArgumentException("two parts have the same name: " + parts);
        }
    }

    /**
     * Starts the parts, each when the one before it has started.
     *
     * @return fails with the cause of the first part that does not start; later parts are not started
     */
    Future<Void> start() {
        Future<Void> all = Future.succeededFuture();
        for (ServicePart part : parts) {
            all = all.compose(done -> part.start().get()).<Void>mapEmpty().onSuccess(done -> started.push(part));
        }
        return all;
    }

    /**
     * Stops the parts that have started, in reverse order. A part that fails or exceeds its limit is logged, and the
     * next one is stopped all the same.
     *
     * @return names of the parts that did not stop in order; never fails
     */
    Future<Set<String>> stop() {
        Set<String> failed = new HashSet<>();
        Future<Void> all = Future.succeededFuture();
        while (!started.isEmpty()) {
            ServicePart part = started.pop();
            all = all.compose(done -> stop(part, failed));
        }
        return all.map(failed);
    }

    private static Future<Void> stop(ServicePart part, Set<String> failed) {
        return Future.succeededFuture()
                .compose(done -> part.stop().get())
                .timeout(part.stopLimit().toMillis(), TimeUnit.MILLISECONDS)
                .<Void>mapEmpty()
                .recover(cause -> {
                    LOG.warn("Stopping {} failed: {}", part.name(), cause.toString());
                    failed.add(part.name());
                    return Future.succeededFuture();
                });
    }
}

package dev.trackbus.bench;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;

/** {@link BareServer} behind a Router with a path parameter: what the usual way of a Vert.x service costs. */
public final class RouterServer extends VerticleBase {
    private static final Buffer ANSWER = Buffer.buffer("{\"constant\":\"" + "x".repeat(235) + "\"}");

    private final int port;

    private RouterServer(int port) {
        this.port = port;
    }

    /**
     * Serves until it is killed.
     *
     * @param arguments the port
     */
    public static void main(String[] arguments) {
        int port = Integer.parseInt(arguments[0]);
        Vertx.vertx()
                .deployVerticle(
                        () -> new RouterServer(port),
                        new DeploymentOptions().setInstances(VertxOptions.DEFAULT_EVENT_LOOP_POOL_SIZE));
    }

    @Override
    public Future<?> start() {
        Router router = Router.router(vertx);
        router.get("/event/:programId").handler(context -> context.response()
                .putHeader("content-type", "application/json")
                .end(ANSWER));
        return vertx.createHttpServer().requestHandler(router).listen(port, "127.0.0.1");
    }
}

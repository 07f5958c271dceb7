package dev.trackbus.bench;

import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;

/** The least that a Vert.x server can do: a constant JSON of 250 bytes. What Trackbus costs is told as its multiple. */
public final class BareServer extends AbstractVerticle {
    private static final Buffer ANSWER = Buffer.buffer("{\"constant\":\"" + "x".repeat(235) + "\"}");

    private final int port;

    private BareServer(int port) {
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
                        () -> new BareServer(port),
                        new DeploymentOptions().setInstances(VertxOptions.DEFAULT_EVENT_LOOP_POOL_SIZE));
    }

    @Override
    public void start() {
        vertx.createHttpServer()
                .requestHandler(request -> request.response()
                        .putHeader("content-type", "application/json")
                        .end(ANSWER))
                .listen(port, "127.0.0.1");
    }
}

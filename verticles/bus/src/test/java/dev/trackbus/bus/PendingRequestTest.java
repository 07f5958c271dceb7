package dev.trackbus.bus;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PendingRequestTest {
    private final Vertx vertx = Vertx.vertx();
    private final PendingRequest<String> request =
            new PendingRequest<>("message", String.class, vertx.getOrCreateContext(), 0);

    @AfterEach
    void close() {
        vertx.close();
    }

    @Test
    void holdsItsMessageUntilItIsComplete() {
        assertThat(request.message()).isEqualTo("message");
    }

    @Test
    void releasesItsMessageWhenItIsComplete() {
        request.complete("reply");
        assertThat(request.message()).isNull();
    }

    @Test
    void holdsItsMessageForALateServerAfterItFailed() {
        request.fail(new IllegalStateException("deadline"));
        assertThat(request.message()).isEqualTo("message");
    }
}

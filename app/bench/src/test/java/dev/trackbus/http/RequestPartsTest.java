package dev.trackbus.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trackbus.bench.micro.HotRequest;
import org.junit.jupiter.api.Test;

/** A benchmark that does nothing is fast. */
class RequestPartsTest {
    private final RequestParts parts = new RequestParts();

    @Test
    void parametersAreRead() {
        assertThat(parts.parameters()).isEqualTo(HotRequest.REQUEST.parameters());
        assertThat(parts.escapedParameters().get("article")).isEqualTo("caf\u00e9 noir");
    }

    @Test
    void theAnswerIsWhole() {
        assertThat(parts.answer().toJsonObject().getString("messageId")).isEqualTo(HotRequest.REQUEST.messageId());
        assertThat(parts.messageId()).hasSize(36).isNotEqualTo(parts.messageId());
    }
}

package dev.trackbus.bus;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class QuestionTest {
    private final Vertx vertx = Vertx.vertx();
    private final Question<String> question = new Question<>("message", String.class, vertx.getOrCreateContext(), 0);

    @AfterEach
    void close() {
        vertx.close();
    }

    @Test
    void holdsItsMessageUntilItIsAnswered() {
        assertThat(question.message()).isEqualTo("message");
    }

    @Test
    void releasesItsMessageWhenItIsAnswered() {
        question.answer("answer");
        assertThat(question.message()).isNull();
    }

    @Test
    void holdsTheMessageOfALateReceiverAfterItFailed() {
        question.fail(new IllegalStateException("deadline"));
        assertThat(question.message()).isEqualTo("message");
    }
}

package dev.trackbus.bus;

import java.time.Duration;

class AnswerIsAClass {
    static final RequestReply<FindProgram, Answer> ASKED = new RequestReply<>("asked", Duration.ofMillis(1), FindProgram.JSON, null);

    static class Answer {}
}

package dev.trackbus.bus;

import java.time.Duration;

class AnswerIsAClass {
    static final Ask<Find, Answer> ASKED = new Ask<>("asked", Duration.ofMillis(1), Find.JSON, null);

    static class Answer {}
}

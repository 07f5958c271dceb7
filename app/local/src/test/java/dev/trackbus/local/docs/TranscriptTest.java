package dev.trackbus.local.docs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TranscriptTest {
    private static final String TEXT =
            """
            Some prose with a $ curl in it.

                $ curl -s one
                {"id":"…"}
                $ curl -si two
                HTTP/1.1 404 Not Found

                {}
                $ echo one \\
                     two \\
                  | cat
                one two

            More prose.

                plain code
            """;

    @Test
    void parsesEachCommandWithItsOutput() {
        assertThat(Transcript.of(TEXT))
                .containsExactly(
                        new Transcript("curl -s one", "{\"id\":\"…\"}"),
                        new Transcript("curl -si two", "HTTP/1.1 404 Not Found\n\n{}"),
                        new Transcript("echo one \\\ntwo \\\n| cat", "one two"));
    }

    @Test
    void anEllipsisMatchesAnyTextWithinALine() {
        assertThat(new Transcript("curl", "{\"id\":\"…\"}").isAnsweredBy("{\"id\":\"4711\"}\r\n"))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{\"id\":\"\"}",
                "{\"id\":\"4711\"}}",
                "[{\"id\":\"4711\"}",
                "{\"id\":\"47\n11\"}",
                "{\"di\":\"1\"}"
            })
    void rejectsAnotherOutput(String output) {
        assertThat(new Transcript("curl", "{\"id\":\"…\"}").isAnsweredBy(output))
                .isFalse();
    }
}

package dev.trackbus.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trackbus.bus.Parameters;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;

/** Whatever comes in is read or refused in the documented way, and what is read is what was sent. */
class ParameterReaderPropertiesTest {
    @Provide
    Arbitrary<Map<String, String>> parameters() {
        return Arbitraries.maps(UnicodeTexts.clean(1, Limits.NAME_CHARACTERS), UnicodeTexts.clean(0, 80))
                .ofMaxSize(Parameters.MAX_COUNT);
    }

    /** Mostly what means something in a query. */
    @Provide
    Arbitrary<String> queries() {
        return Arbitraries.strings()
                .withChars("%&=+ab09fFeEdDcC{}\u0000\n\u007f")
                .withCharRange('\u0080', '\u00ff');
    }

    @Property
    void readsWhatWasEncodedInAQuery(@ForAll("parameters") Map<String, String> sent) {
        String query = sent.entrySet().stream()
                .map(each -> encoded(each.getKey()) + "=" + encoded(each.getValue()))
                .collect(Collectors.joining("&"));

        assertThat(asMap(new ParameterReader().query(query).read())).isEqualTo(sent);
    }

    /** What is not hexadecimal behind it makes each percent sign a stray one. */
    @Property
    void readsTextWithStrayPercentSignsAsItIs(
            @ForAll @Chars({'%', 'z', 'Z', '.', '_', '{', '}'}) @StringLength(max = 80) String text) {
        ParameterReader reader = new ParameterReader().query("a=" + text);

        assertThat(reader.read().get("a")).isEqualTo(text);
        assertThat(reader.trafficFlags().isEmpty()).isEqualTo(text.indexOf('%') < 0);
    }

    @Property
    void readsWhatWasEncodedInABody(@ForAll("parameters") Map<String, String> sent) {
        Buffer body = new JsonObject(new LinkedHashMap<>(sent)).toBuffer();

        assertThat(asMap(new ParameterReader().json(body).read())).isEqualTo(sent);
    }

    @Property
    void readsOrRefusesAnyQuery(@ForAll("queries") String query) {
        assertReadOrRefused(() -> new ParameterReader().query(query));
    }

    @Property
    void readsOrRefusesAnyText(@ForAll String query) {
        assertReadOrRefused(() -> new ParameterReader().query(query));
    }

    @Property
    void readsOrRefusesAnyBytes(@ForAll byte[] body) {
        assertReadOrRefused(() -> new ParameterReader().json(Buffer.buffer(body)));
    }

    @Property
    void readsOrRefusesADamagedBody(
            @ForAll("parameters") Map<String, String> sent,
            @ForAll @IntRange(max = 1_000) int place,
            @ForAll @CharRange(from = '\u0000', to = '\u00ff') char damage) {
        byte[] body = new JsonObject(new LinkedHashMap<>(sent)).toBuffer().getBytes();
        body[place % body.length] = (byte) damage;

        assertReadOrRefused(() -> new ParameterReader().json(Buffer.buffer(body)));
    }

    private static void assertReadOrRefused(Supplier<ParameterReader> reading) {
        Parameters read;
        try {
            read = reading.get().read();
        } catch (BadRequestException e) {
            assertThat(e.problem().code().status()).isEqualTo(400);
            assertThat(e.problem().field()).isNotEmpty();
            return;
        }
        assertThat(read.size()).isLessThanOrEqualTo(Parameters.MAX_COUNT);
        read.forEach((name, value) -> {
            assertClean(name, Limits.NAME_CHARACTERS);
            assertThat(name).isNotEmpty();
            assertClean(value, Limits.VALUE_CHARACTERS);
        });
    }

    private static void assertClean(String text, int longest) {
        assertThat(text.codePointCount(0, text.length())).isLessThanOrEqualTo(longest);
        assertThat(text.chars().noneMatch(Character::isISOControl)).isTrue();
        assertThat(new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
                .isEqualTo(text);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static Map<String, String> asMap(Parameters parameters) {
        Map<String, String> map = new LinkedHashMap<>();
        parameters.forEach(map::put);
        return map;
    }
}

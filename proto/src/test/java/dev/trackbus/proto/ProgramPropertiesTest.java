package dev.trackbus.proto;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** A program keeps all it says on its way through a Redis hash and through JSON, and nothing that is none breaks us. */
class ProgramPropertiesTest {
    private static final Arbitrary<String> ID =
            Arbitraries.strings().withChars("azAZ09_-").ofMinLength(1).ofMaxLength(64);
    private static final Arbitrary<String> TEXT = Arbitraries.strings()
            .all()
            .excludeChars(IntStream.rangeClosed(Character.MIN_SURROGATE, Character.MAX_SURROGATE)
                    .mapToObj(each -> String.valueOf((char) each))
                    .collect(Collectors.joining())
                    .toCharArray())
            .ofMaxLength(60);
    private static final Arbitrary<String> WHOLE_NUMBER =
            Arbitraries.longs().between(0, ProgramDocument.MAX_VERSION).map(String::valueOf);
    private static final Arbitrary<String> TIME = Arbitraries.longs()
            .between(978_307_200_000L, ProgramDocument.MAX_VERSION)
            .map(String::valueOf);
    private static final Arbitrary<String> SWITCH = Arbitraries.of("true", "false");

    @Provide
    Arbitrary<ProgramDocument> programs() {
        Arbitrary<Map<String, String>> required = Combinators.combine(ID, TEXT, TEXT, Arbitraries.integers(), TEXT)
                .as((id, name, checksum, customer, customerName) -> Map.of(
                        "programId", id,
                        "programName", name,
                        "checksum", checksum,
                        "customerId", String.valueOf(customer),
                        "customerName", customerName));
        Arbitrary<Map<String, String>> unknown =
                Arbitraries.maps(TEXT.map(name -> "x" + name), TEXT).ofMaxSize(3);
        return Combinators.combine(required, optional(), unknown).as((base, more, other) -> {
            Map<String, String> fields = new LinkedHashMap<>(base);
            fields.putAll(more);
            fields.putAll(other);
            return new ProgramDocument(fields);
        });
    }

    private static Arbitrary<Map<String, String>> optional() {
        Arbitrary<String> names = ID.list().ofMaxSize(5).map(all -> String.join(",", all));
        return Combinators.combine(
                        SWITCH,
                        TIME,
                        WHOLE_NUMBER,
                        names,
                        Arbitraries.integers().between(0, 31))
                .as((active, until, version, requires, chosen) -> {
                    Map<String, String> all = new LinkedHashMap<>();
                    all.put("active", active);
                    all.put("validFrom", "0");
                    all.put("validUntil", until);
                    all.put("version", version);
                    all.put("requires", requires);
                    String[] order = all.keySet().toArray(String[]::new);
                    for (int i = 0; i < order.length; i++) {
                        if ((chosen & 1 << i) == 0) {
                            all.remove(order[i]);
                        }
                    }
                    return all;
                });
    }

    @Property
    void isTheSameBehindAHash(@ForAll("programs") ProgramDocument program) {
        assertThat(ProgramDocument.fromHash(program.programId(), program.fields()))
                .isEqualTo(program);
    }

    @Property
    void needsNoIdInItsHash(@ForAll("programs") ProgramDocument program) {
        Map<String, String> hash = new LinkedHashMap<>(program.fields());
        hash.remove("programId");

        assertThat(ProgramDocument.fromHash(program.programId(), hash)).isEqualTo(program);
    }

    @Property
    void isTheSameBehindJson(@ForAll("programs") ProgramDocument program) {
        assertThat(ProgramJson.read(ProgramJson.write(program))).isEqualTo(program);
    }

    @Property
    void readsOrRefusesDamagedJson(
            @ForAll("programs") ProgramDocument program, @ForAll @IntRange(max = 400) int place, @ForAll char damage) {
        StringBuilder json = new StringBuilder(ProgramJson.write(program));
        json.setCharAt(place % json.length(), damage);

        assertReadOrRefused(() -> ProgramJson.read(json.toString()));
    }

    @Property
    void readsOrRefusesAnyText(@ForAll String text) {
        assertReadOrRefused(() -> ProgramJson.read(text));
    }

    @Property
    void readsOrRefusesAnyHash(@ForAll("programs") ProgramDocument program, @ForAll String value, @ForAll int place) {
        Map<String, String> hash = new LinkedHashMap<>(program.fields());
        String[] names = hash.keySet().toArray(String[]::new);
        hash.put(names[Math.floorMod(place, names.length)], value);

        assertReadOrRefused(() -> ProgramDocument.fromHash("a", hash));
        assertReadOrRefused(() -> ProgramDocument.fromHash(program.programId(), hash));
    }

    /** What was read answers every question about it. */
    private static void assertReadOrRefused(Supplier<ProgramDocument> reading) {
        ProgramDocument read;
        try {
            read = reading.get();
        } catch (InvalidProgramException e) {
            assertThat(e.getMessage()).isNotBlank();
            return;
        }
        assertThat(read.programId()).matches("[A-Za-z0-9_-]{1,64}");
        if (!read.deleted()) {
            assertThat(String.valueOf(read.customerId()))
                    .isEqualTo(read.fields().get("customerId"));
            assertThat(read.requires().stream().collect(Collectors.joining(",")))
                    .isEqualTo(read.fields().getOrDefault("requires", ""));
            assertThat(read.validFrom().orElse(0))
                    .isLessThanOrEqualTo(read.validUntil().orElse(Long.MAX_VALUE));
        }
        assertThat(read.version().orElse(0)).isBetween(0L, ProgramDocument.MAX_VERSION);
    }
}

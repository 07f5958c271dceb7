package dev.trackbus.kinesis.append;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Written fields, compared with those of protobuf's own writer. */
class ProtobufWriterTest {
    private final ByteArrayOutputStream expected = new ByteArrayOutputStream();
    private final CodedOutputStream judge = CodedOutputStream.newInstance(expected);

    private static byte[] written(ProtobufWriter wire) {
        return Arrays.copyOf(wire.bytes(), wire.length());
    }

    private byte[] expected() throws IOException {
        judge.flush();
        return expected.toByteArray();
    }

    @ParameterizedTest
    @ValueSource(
            longs = {
                1,
                127,
                128,
                16_383,
                16_384,
                Integer.MAX_VALUE,
                Integer.MIN_VALUE,
                Long.MAX_VALUE,
                Long.MIN_VALUE,
                -1
            })
    void writesANumberAsProtobufDoes(long value) throws IOException {
        ProtobufWriter wire = new ProtobufWriter();
        for (int field : new int[] {1, 15, 16, 2_047, 2_048}) {
            wire.number(field, value);
            judge.writeInt64(field, value);
        }
        assertThat(written(wire)).isEqualTo(expected());
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "\u007f", "\u0080", "größe", "日本", "😀", "a\ud800b", "\udc00", "\ud800"})
    void writesATextAsProtobufDoes(String text) throws IOException {
        ProtobufWriter wire = new ProtobufWriter();
        wire.text(16, text);
        judge.writeString(16, text);
        assertThat(written(wire)).isEqualTo(expected());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "größe", "a\ud800b", "😀"})
    void writesAnEntryAsProtobufDoes(String text) throws IOException {
        ProtobufWriter wire = new ProtobufWriter();
        wire.entry(20, text, text + text);
        judge.writeTag(20, 2);
        judge.writeUInt32NoTag(
                CodedOutputStream.computeStringSize(1, text) + CodedOutputStream.computeStringSize(2, text + text));
        judge.writeString(1, text);
        judge.writeString(2, text + text);
        assertThat(written(wire)).isEqualTo(expected());
    }

    @Test
    void writesPackedNumbersAsProtobufDoes() throws IOException {
        ProtobufWriter wire = new ProtobufWriter();
        wire.packed(37, 1, 127, 128, Integer.MAX_VALUE);
        judge.writeTag(37, 2);
        judge.writeUInt32NoTag(9);
        for (int each : new int[] {1, 127, 128, Integer.MAX_VALUE}) {
            judge.writeEnumNoTag(each);
        }
        assertThat(written(wire)).isEqualTo(expected());
    }

    @Test
    void leavesDefaultsOut() {
        ProtobufWriter wire = new ProtobufWriter();
        wire.number(1, 0);
        wire.text(2, "");
        assertThat(wire.length()).isZero();
    }

    @Test
    void growsForFieldsOfAnyLength() {
        for (int before = 0; before < 1_100; before++) {
            ProtobufWriter number = fillRatio(before);
            number.number(2_048, -1);
            assertThat(number.length()).isEqualTo(fillRatio(before).length() + 13);
            ProtobufWriter entry = fillRatio(before);
            entry.entry(2_048, "", "");
            assertThat(entry.length()).isEqualTo(fillRatio(before).length() + 8);
            ProtobufWriter packed = fillRatio(before);
            packed.packed(2_048, -1 >>> 1);
            assertThat(packed.length()).isEqualTo(fillRatio(before).length() + 9);
            ProtobufWriter text = fillRatio(before);
            text.text(2_048, "春");
            assertThat(text.length()).isEqualTo(fillRatio(before).length() + 7);
        }
    }

    private static ProtobufWriter fillRatio(int characters) {
        ProtobufWriter wire = new ProtobufWriter();
        wire.text(1, "a".repeat(characters));
        return wire;
    }
}

package dev.trackbus.tracker.programs;

import dev.trackbus.proto.ProgramDocument;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What a format reads from a text. */
final class Collected implements ProgramSink {
    final List<ProgramDocument> programs = new ArrayList<>();
    final List<String> faults = new ArrayList<>();

    static Collected from(ProgramFormat format, String text) throws IOException {
        return from(format, text.getBytes(StandardCharsets.UTF_8));
    }

    static Collected from(ProgramFormat format, byte[] bytes) throws IOException {
        Collected collected = new Collected();
        format.read(new ByteArrayInputStream(bytes), collected);
        return collected;
    }

    List<String> ids() {
        return programs.stream().map(ProgramDocument::programId).toList();
    }

    @Override
    public void program(ProgramDocument program) {
        programs.add(program);
    }

    @Override
    public void invalid(int line, String why) {
        faults.add(line + ": " + why);
    }
}

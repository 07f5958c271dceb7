package dev.trackbus.tracker.programs;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * How much of a file is on the stream, in a small file beside it, so that an interrupted load goes on: one line, the count,
 * what the file is (its SHA-256) and where it goes. For another file or another stream it does not count.
 */
final class LoadState {
    private final Path file;
    private final String subject;

    private LoadState(Path file, String subject) {
        this.file = file;
        this.subject = subject;
    }

    /**
     * The state of a load.
     *
     * @param input       what is loaded; read to its end
     * @param destination where it goes, a line
     * @return its state, {@code input} with {@code .progress} behind it
     * @throws IOException where the input can't be read
     */
    static LoadState of(Path input, String destination) throws IOException {
        return new LoadState(input.resolveSibling(input.getFileName() + ".progress"), hash(input) + " " + destination);
    }

    private static String hash(Path input) throws IOException {
        try (InputStream in = Files.newInputStream(input)) {
            DigestInputStream digested = new DigestInputStream(in, MessageDigest.getInstance("SHA-256"));
            digested.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(digested.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * How far an earlier load came.
     *
     * @return programs on the stream, 0 where there was none
     */
    long done() {
        return text().map(text -> text.split(" ", 2))
                .filter(parts -> parts.length == 2 && parts[1].equals(subject) && parts[0].matches("[0-9]{1,15}"))
                .map(parts -> Long.parseLong(parts[0]))
                .orElse(0L);
    }

    private Optional<String> text() {
        try {
            return Files.exists(file) ? Optional.of(Files.readString(file).strip()) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /**
     * Remembers how far it is; a process that dies while it does leaves the old state.
     *
     * @param done programs on the stream
     * @throws IOException where that can't be written
     */
    void save(long done) throws IOException {
        Path next = file.resolveSibling(file.getFileName() + ".new");
        Files.writeString(next, done + " " + subject + "\n");
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /**
     * Forgets it: all is on the stream.
     *
     * @throws IOException where that can't be written
     */
    void end() throws IOException {
        Files.deleteIfExists(file);
    }

    @Override
    public String toString() {
        return file.toString();
    }
}

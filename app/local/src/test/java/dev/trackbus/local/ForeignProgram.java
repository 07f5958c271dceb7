package dev.trackbus.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A program in another language, beside these tests, in a process of its own. The first time, its runner installs the
 * libraries that it needs.
 *
 * @param language folder of src/test
 * @param file     of the program
 */
record ForeignProgram(String language, String file) {
    /** Runs it to its end; fails with all that it said unless it succeeds. */
    String output(KinesisEndpoint kinesis, Object... arguments) {
        Ended ended = run(kinesis, arguments);
        assertThat(ended.exitCode()).as(ended.said()).isZero();
        return ended.said();
    }

    /** Runs it to its end; in its environment, AWS's own variables name the Kinesis. */
    Ended run(KinesisEndpoint kinesis, Object... arguments) {
        Path folder = Checkout.find().root().resolve("app/local/src/test").resolve(language);
        List<String> words = new ArrayList<>(List.of(folder.resolve("run").toString(), file));
        List.of(arguments).forEach(each -> words.add(each.toString()));
        ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
        builder.environment().putAll(environment(kinesis));
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Ended(process.waitFor(), said);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, String> environment(KinesisEndpoint kinesis) {
        return Map.of(
                "AWS_ENDPOINT_URL_KINESIS", kinesis.uri().toString(),
                "AWS_REGION", kinesis.region(),
                "AWS_DEFAULT_REGION", kinesis.region(),
                "AWS_ACCESS_KEY_ID", kinesis.accessKeyId(),
                "AWS_SECRET_ACCESS_KEY", kinesis.secretAccessKey(),
                "NO_PROXY", "127.0.0.1");
    }

    /**
     * How it ended.
     *
     * @param exitCode 0 for success
     * @param said     its output, and its errors
     */
    record Ended(int exitCode, String said) {}
}

package dev.trackbus.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Program in another language, in a child process. On the first run its runner installs the libraries that it needs.
 *
 * @param language folder of app/examples with the runner
 * @param file     file of the program, in the same folder of app/examples or src/test
 */
record OtherLanguageProgram(String language, String file) {
    /** Runs the program until it exits and returns its output. Fails with the output if the exit code is not zero. */
    String output(KinesisEndpoint kinesis, Object... arguments) {
        Completed process = run(kinesis, arguments);
        assertThat(process.exitCode()).as(process.output()).isZero();
        return process.output();
    }

    /** Runs the program until it exits. AWS environment variables name the Kinesis endpoint. */
    Completed run(KinesisEndpoint kinesis, Object... arguments) {
        Path root = Checkout.find().root();
        Path runner = root.resolve("app/examples").resolve(language).resolve("run");
        Path test = root.resolve("app/local/src/test").resolve(language).resolve(file);
        String program = Files.exists(test) ? test.toString() : file;
        List<String> words = new ArrayList<>(List.of(runner.toString(), program));
        List.of(arguments).forEach(each -> words.add(each.toString()));
        ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
        builder.environment().putAll(environment(kinesis));
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Completed(process.waitFor(), output);
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
     * Result of a program that has exited.
     *
     * @param exitCode 0 for success
     * @param output   its standard output and error
     */
    record Completed(int exitCode, String output) {}
}

package dev.trackbus.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * Java libraries for a child process with its own class path: DynamoDB Local, or the AWS Lambda runtime client. They
 * are downloaded once into a cache outside the checkout.
 *
 * @param folder folder of the jars
 */
public record JavaLibraries(Path folder) {
    /**
     * Returns the libraries of a list in infra/local/libraries.d. Blocks while Maven downloads them for the first time.
     *
     * @param name name of the list
     * @return all libraries of the list
     * @throws MissingServiceException if the download fails
     */
    public static JavaLibraries of(String name) {
        Path script = Checkout.find().root().resolve("infra/local/libraries");
        try {
            Process process = new ProcessBuilder(script.toString(), name)
                    .redirectErrorStream(true)
                    .start();
            process.getOutputStream().close();
            List<String> output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            String last = output.isEmpty() ? script + " printed nothing" : output.get(output.size() - 1);
            if (process.waitFor() != 0) {
                throw new MissingServiceException("Cannot get the libraries of " + name + ": " + last);
            }
            return new JavaLibraries(Path.of(last));
        } catch (IOException e) {
            throw new MissingServiceException("Cannot run " + script + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /**
     * Returns the class path entry of all jars.
     *
     * @return class path entry with a wildcard
     */
    public String classPath() {
        return folder.resolve("*").toString();
    }
}

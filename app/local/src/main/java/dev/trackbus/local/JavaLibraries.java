package dev.trackbus.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * A folder of Java libraries for a process that must not share our class path: DynamoDB Local, and the runtime client
 * of Lambda functions. They are fetched once into a cache outside the checkout.
 *
 * @param folder holds the jars
 */
public record JavaLibraries(Path folder) {
    /**
     * The libraries that infra/local/libraries.d lists under a name. Blocks; the first time Maven fetches them.
     *
     * @param name of the list
     * @return a folder that is complete
     * @throws MissingServiceException if they cannot be fetched
     */
    public static JavaLibraries of(String name) {
        Path script = Checkout.find().root().resolve("infra/local/libraries");
        try {
            Process process = new ProcessBuilder(script.toString(), name)
                    .redirectErrorStream(true)
                    .start();
            process.getOutputStream().close();
            List<String> said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            String last = said.isEmpty() ? "nothing said" : said.get(said.size() - 1);
            if (process.waitFor() != 0) {
                throw new MissingServiceException("the libraries of " + name + " are missing: " + last);
            }
            return new JavaLibraries(Path.of(last));
        } catch (IOException e) {
            throw new MissingServiceException(script + " cannot be run: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /**
     * All of them.
     *
     * @return a part of a class path
     */
    public String classPath() {
        return folder.resolve("*").toString();
    }
}

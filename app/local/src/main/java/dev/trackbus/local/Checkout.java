package dev.trackbus.local;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * Checkout of this repository, found independently of the working folder.
 *
 * @param root folder that contains app, verticles, proto and infra
 */
public record Checkout(Path root) {
    /**
     * Finds the checkout that contains this class, or else the one that contains the working folder.
     *
     * @return the checkout
     * @throws MissingServiceException if there is none
     */
    public static Checkout find() {
        return Stream.of(builtIn(), Path.of("").toAbsolutePath())
                .flatMap(start -> Stream.iterate(start, folder -> folder != null, Path::getParent))
                .filter(folder -> Files.exists(folder.resolve("app/local/package.json")))
                .findFirst()
                .map(Checkout::new)
                .orElseThrow(() -> new MissingServiceException(
                        "No checkout of Trackbus contains the working folder: change to a folder of a checkout"));
    }

    private static Path builtIn() {
        try {
            return Path.of(Checkout.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Returns the jar of the service.
     *
     * @return path of the fat jar
     * @throws MissingServiceException if it does not exist
     */
    public Path trackbusJar() {
        return require(root.resolve("app/tracker/target/trackbus.jar"), "mvn package");
    }

    /**
     * Returns the jar of a Lambda function.
     *
     * @param name name of its module
     * @return path of the jar that is deployed to Lambda
     * @throws MissingServiceException if it does not exist
     */
    public Path functionJar(String name) {
        return require(root.resolve("app/" + name + "/target/" + name + ".jar"), "mvn package");
    }

    /**
     * Returns the folder of the Kinesis emulator.
     *
     * @return folder of the npm package kinesis-local
     * @throws MissingServiceException if it is not installed
     */
    public Path kinesisMock() {
        Path folder = root.resolve("app/local/node_modules/kinesis-local");
        require(folder.resolve("main.js"), "app/local/npm-install");
        return folder;
    }

    /**
     * Returns the default folder for logs and journal of a run.
     *
     * @return folder that git ignores; it may not exist
     */
    public Path run() {
        return root.resolve("app/local/target/run");
    }

    private static Path require(Path file, String remedy) {
        if (!Files.exists(file)) {
            throw new MissingServiceException(file + " is missing: run " + remedy);
        }
        return file;
    }
}

package dev.trackbus.local;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * The folders of this product's checkout, wherever it is run from.
 *
 * @param root the folder that holds app, verticles, proto and infra
 */
public record Checkout(Path root) {
    /**
     * The checkout that this class was built in, or else the one around the working folder.
     *
     * @return its root
     * @throws MissingServiceException if there is none
     */
    public static Checkout find() {
        return Stream.of(builtIn(), Path.of("").toAbsolutePath())
                .flatMap(start -> Stream.iterate(start, folder -> folder != null, Path::getParent))
                .filter(folder -> Files.exists(folder.resolve("app/local/package.json")))
                .findFirst()
                .map(Checkout::new)
                .orElseThrow(() -> new MissingServiceException(
                        "no checkout of Trackbus around the working folder: start from inside one"));
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
     * The service.
     *
     * @return path of the fat jar
     * @throws MissingServiceException if it is not built
     */
    public Path trackbusJar() {
        return require(root.resolve("app/tracker/target/trackbus.jar"), "mvn package");
    }

    /**
     * A Lambda function.
     *
     * @param name of its module
     * @return path of the jar that Lambda is given
     * @throws MissingServiceException if it is not built
     */
    public Path functionJar(String name) {
        return require(root.resolve("app/" + name + "/target/" + name + ".jar"), "mvn package");
    }

    /**
     * The Kinesis emulator.
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
     * Where a run puts logs and journal if it is told nothing else.
     *
     * @return a folder that git ignores, perhaps not there yet
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

package dev.trackbus.bench.faults;

import dev.trackbus.local.Checkout;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Which build of the service a command plays with. */
final class ServiceJar {
    @Option(
            names = "--jar",
            paramLabel = "FILE",
            defaultValue = "${env:TRACKBUS_JAR}",
            description = "The service; by default, and without TRACKBUS_JAR, the checkout's own.")
    private Path jar;

    Path path() {
        return jar == null || jar.toString().isEmpty() ? Checkout.find().trackbusJar() : jar;
    }
}

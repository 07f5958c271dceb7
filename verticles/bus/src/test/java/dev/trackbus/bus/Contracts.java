package dev.trackbus.bus;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** All contracts of this package, found by reflection: a new one is in every test about contracts. */
final class Contracts {
    private static final String SUFFIX = "Contract.class";

    private Contracts() {}

    static List<Class<?>> all() {
        try {
            URI classes = Bus.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI();
            Path folder = Path.of(classes).resolve("dev/trackbus/bus");
            try (Stream<Path> files = Files.list(folder)) {
                return files.map(file -> file.getFileName().toString())
                        .filter(name -> name.endsWith(SUFFIX))
                        .sorted()
                        .<Class<?>>map(Contracts::load)
                        .toList();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    private static Class<?> load(String file) {
        try {
            return Class.forName("dev.trackbus.bus." + file.replace(".class", ""));
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    static Stream<Ask<?, ?>> asks(List<Class<?>> contracts) {
        return constants(contracts, Ask.class).map(ask -> (Ask<?, ?>) ask);
    }

    static Stream<Notice<?>> notices(List<Class<?>> contracts) {
        return constants(contracts, Notice.class).map(notice -> (Notice<?>) notice);
    }

    private static Stream<Object> constants(List<Class<?>> contracts, Class<?> type) {
        return contracts.stream()
                .flatMap(contract -> Stream.of(contract.getDeclaredFields()))
                .filter(field -> field.getType() == type)
                .map(Contracts::value);
    }

    private static Object value(Field field) {
        try {
            return field.get(null);
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }

    static List<String> addresses(List<Class<?>> contracts) {
        return Stream.concat(
                        asks(contracts).map(Ask::address), notices(contracts).map(Notice::address))
                .toList();
    }

    /** Whether questions asked one after the other are answered, or have failed, within a time. */
    static boolean fit(Duration time, Ask<?, ?>... asks) {
        Duration together = Stream.of(asks).map(Ask::deadline).reduce(Duration.ZERO, Duration::plus);
        return together.compareTo(time) <= 0;
    }
}

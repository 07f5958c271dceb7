package dev.trackbus.bus;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** All contracts, found by reflection in every class of this package, so that tests cover new ones too. */
final class Contracts {
    private Contracts() {}

    static List<Class<?>> all() {
        return inPackageOf(Bus.class);
    }

    /** All classes of this package that were compiled together with a class. */
    static List<Class<?>> inPackageOf(Class<?> one) {
        try {
            URI classes =
                    one.getProtectionDomain().getCodeSource().getLocation().toURI();
            Path folder = Path.of(classes).resolve("dev/trackbus/bus");
            try (Stream<Path> files = Files.list(folder)) {
                return files.map(file -> file.getFileName().toString())
                        .filter(name -> name.endsWith(".class") && !name.equals("package-info.class"))
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

    static Stream<RequestReply<?, ?>> requestReplies(List<Class<?>> contracts) {
        return constants(contracts, RequestReply.class).map(contract -> (RequestReply<?, ?>) contract);
    }

    static Stream<Broadcast<?>> broadcasts(List<Class<?>> contracts) {
        return constants(contracts, Broadcast.class).map(contract -> (Broadcast<?>) contract);
    }

    private static Stream<Object> constants(List<Class<?>> contracts, Class<?> type) {
        return contracts.stream()
                .flatMap(contract -> Stream.of(contract.getDeclaredFields()))
                .filter(field -> field.getType() == type && Modifier.isStatic(field.getModifiers()))
                .map(Contracts::value);
    }

    private static Object value(Field field) {
        try {
            field.setAccessible(true);
            return field.get(null);
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }

    static List<String> addresses(List<Class<?>> contracts) {
        return Stream.concat(
                        requestReplies(contracts).map(RequestReply::address),
                        broadcasts(contracts).map(Broadcast::address))
                .toList();
    }
}

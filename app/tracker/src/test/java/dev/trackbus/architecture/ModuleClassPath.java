package dev.trackbus.architecture;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * What a module is compiled with: this test's own class path without the modules and libraries that the module's pom,
 * and those of the modules it depends on, do not declare.
 */
final class ModuleClassPath {
    private static final Path ROOT = Path.of("..", "..");
    private static final String OURS = "trackbus-";
    private static final Map<String, Path> MODULES = Stream.of("http", "cache", "redis", "kinesis", "bus")
            .collect(Collectors.toMap(module -> module, module -> Path.of("verticles", module)));

    private ModuleClassPath() {}

    static String of(String module) {
        Set<String> declared = declaredBy(module);
        Set<String> foreign = new HashSet<>();
        Stream.concat(MODULES.keySet().stream(), Stream.of("proto", "tracker"))
                .forEach(each -> foreign.addAll(declaredBy(each)));
        foreign.removeAll(declared);
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> foreign.stream().noneMatch(artifact -> isOf(artifact, entry)))
                .filter(entry -> !entry.endsWith("test-classes") && !isOf(OURS + "tracker", entry))
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** Artifacts that a module and the modules it depends on declare, itself included; those for tests are not. */
    static Set<String> declaredBy(String module) {
        Set<String> artifacts = new HashSet<>(Set.of(OURS + module));
        for (Element dependency : dependencies(pom(module))) {
            String artifact = text(dependency, "artifactId");
            if (text(dependency, "scope").equals("test")) {
                continue;
            }
            artifacts.add(artifact);
            if (artifact.startsWith(OURS)) {
                artifacts.addAll(declaredBy(artifact.substring(OURS.length())));
            }
        }
        return artifacts;
    }

    private static Path pom(String module) {
        Path folder = module.equals("tracker") ? Path.of("app", module) : MODULES.getOrDefault(module, Path.of(module));
        return ROOT.resolve(folder).resolve("pom.xml");
    }

    private static List<Element> dependencies(Path pom) {
        try {
            Element project = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(pom.toFile())
                    .getDocumentElement();
            return children(project, "dependencies").stream()
                    .flatMap(all -> children(all, "dependency").stream())
                    .toList();
        } catch (IOException | SAXException | ParserConfigurationException e) {
            throw new IllegalStateException(pom + " can't be read", e);
        }
    }

    private static List<Element> children(Element parent, String name) {
        NodeList nodes = parent.getChildNodes();
        List<Element> found = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            Node node = nodes.item(i);
            if (node instanceof Element element && element.getTagName().equals(name)) {
                found.add(element);
            }
        }
        return found;
    }

    private static String text(Element parent, String name) {
        return children(parent, name).stream()
                .map(Element::getTextContent)
                .findFirst()
                .orElse("");
    }

    /** An entry is a jar of the local repository, or a jar or folder of classes in a module of this checkout. */
    private static boolean isOf(String artifact, String entry) {
        String path = entry.replace('\\', '/');
        String folder = artifact.startsWith(OURS) ? artifact.substring(OURS.length()) : artifact;
        return path.contains("/" + artifact + "/") || path.contains("/" + folder + "/target/");
    }
}

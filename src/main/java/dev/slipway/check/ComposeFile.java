package dev.slipway.check;

import dev.slipway.text.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** A Compose file as rules see it: the tree, and questions that several rules ask. */
public record ComposeFile(String path, Node root) {
    private static final Pattern NAME = Pattern.compile("(docker-)?compose([.-][\\w.-]+)?\\.ya?ml");

    /** A service: its name, its key and its body. */
    public record Service(String name, Node.Scalar key, Node body) {
        /** The image without its tag and registry: {@code postgres}; empty when it has none. */
        public String imageName() {
            String image = body.textAt("image").orElse("");
            String path = image.replaceFirst("@.*$", "").replaceFirst(":[^/:]*$", "");
            return path.substring(path.lastIndexOf('/') + 1);
        }

        /** Environment, list or map, each with the node that says it. */
        public Map<String, Variable> environment() {
            Map<String, Variable> variables = new LinkedHashMap<>();
            for (Node.Entry entry : body.entriesAt("environment")) {
                String value = entry.value() instanceof Node.Scalar s && s.kind() != Node.Kind.NULL ? s.value() : "";
                variables.put(entry.key().value(), new Variable(value, entry.value()));
            }
            for (Node item : body.listAt("environment")) {
                if (item instanceof Node.Scalar s) {
                    int equals = s.value().indexOf('=');
                    String name = equals < 0 ? s.value() : s.value().substring(0, equals);
                    variables.put(name, new Variable(equals < 0 ? "" : s.value().substring(equals + 1), s));
                }
            }
            return variables;
        }

        /** Published ports, short and long form. */
        public List<Port> ports() {
            List<Port> ports = new ArrayList<>();
            for (Node item : body.listAt("ports")) {
                if (item instanceof Node.Scalar s) {
                    ports.add(Port.of(s.value(), item));
                } else {
                    ports.add(new Port(
                            item.textAt("host_ip").orElse(""),
                            item.textAt("published").orElse(""),
                            item.textAt("target").orElse(""),
                            item.textAt("protocol").orElse("tcp"),
                            item));
                }
            }
            return ports;
        }

        /** Mounted host paths and volumes, short and long form. */
        public List<Mount> mounts() {
            List<Mount> mounts = new ArrayList<>();
            for (Node item : body.listAt("volumes")) {
                if (item instanceof Node.Scalar s) {
                    List<String> parts = List.of(s.value().split(":", 3));
                    boolean readOnly = parts.size() == 3 && parts.get(2).matches("(.*,)?ro(,.*)?");
                    mounts.add(new Mount(parts.getFirst(), readOnly, item));
                } else {
                    item.textAt("source")
                            .ifPresent(source -> mounts.add(new Mount(
                                    source, item.textAt("read_only").orElse("").equals("true"), item)));
                }
            }
            return mounts;
        }
    }

    /** A variable's value, empty when it comes from outside, and its node. */
    public record Variable(String value, Node node) {}

    /**
     * A published port.
     *
     * @param hostIp empty for every interface
     * @param published port on the host, empty when the engine chooses
     */
    public record Port(String hostIp, String published, String target, String protocol, Node node) {
        static Port of(String text, Node node) {
            String protocol = text.contains("/") ? text.substring(text.indexOf('/') + 1) : "tcp";
            String plain = text.replaceFirst("/.*$", "");
            String address = "";
            if (plain.startsWith("[") && plain.contains("]:")) {
                address = plain.substring(0, plain.indexOf("]:") + 1);
                plain = plain.substring(plain.indexOf("]:") + 2);
            }
            String[] parts = plain.split(":", -1);
            String target = parts[parts.length - 1];
            String published = parts.length > 1 ? parts[parts.length - 2] : "";
            return new Port(parts.length > 2 ? parts[0] : address, published, target, protocol, node);
        }
    }

    /** A mount of a host path or a volume. */
    public record Mount(String source, boolean readOnly, Node node) {}

    static boolean isName(String name) {
        return name.contains("compose") && NAME.matcher(name).matches();
    }

    /** Whether it is an override or includes others: what it lacks may stand elsewhere. */
    public boolean isPart() {
        return !path.matches("(.*/)?(docker-)?compose\\.ya?ml")
                || root.at("include").isPresent();
    }

    /** The services in order. */
    public List<Service> services() {
        List<Service> services = new ArrayList<>();
        for (Node.Entry entry : root.entriesAt("services")) {
            services.add(new Service(entry.key().value(), entry.key(), entry.value()));
        }
        return services;
    }

    /** The key of a service's setting. */
    public static Optional<Node.Scalar> key(Node body, String name) {
        return body instanceof Node.Mapping m ? m.entry(name).map(Node.Entry::key) : Optional.empty();
    }
}

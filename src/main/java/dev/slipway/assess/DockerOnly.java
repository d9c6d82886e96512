package dev.slipway.assess;

import dev.slipway.assess.ProjectModel.Component;
import dev.slipway.base.Confidence;
import dev.slipway.base.ServiceName;
import dev.slipway.exec.files.FileView;
import dev.slipway.intent.Intent.Role;
import dev.slipway.text.Dockerfile;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Services that only a Dockerfile describes: a stack no detector knows, or an entry point it did not find. They have no
 * recipe; a container engine builds them.
 */
final class DockerOnly {
    private static final List<String> NAMES = List.of("Dockerfile", "Containerfile");

    private DockerOnly() {}

    /**
     * Components of Dockerfiles that belong to no service: those that open a port, or, in a repository without any service,
     * those that start something.
     */
    static List<Component> of(Sources sources, List<Component> services, DeliveryHints hints, Predicate<String> aside) {
        return NAMES.stream()
                .flatMap(n -> sources.named(n).stream())
                .filter(e -> !aside.test(e.folder()) && !("/" + e.path()).contains("/."))
                .filter(e -> services.stream()
                        .noneMatch(s -> s.dockerfile().equals(e.path())
                                || Sources.within(s.path(), e.folder())
                                || (!s.path().equals(".") && Sources.within(e.folder(), s.path()))))
                .flatMap(e -> component(sources, e, hints, services.isEmpty()).stream())
                .toList();
    }

    private static Optional<Component> component(
            Sources sources, FileView.Entry file, DeliveryHints hints, boolean alone) {
        Optional<Dockerfile.Stage> last = sources.dockerfile(file.path())
                .map(Dockerfile::stages)
                .filter(s -> !s.isEmpty())
                .map(List::getLast);
        Claims<Integer> opened = hints.exposed(file.path());
        Claims<Integer> exposed = opened.isEmpty() ? hints.portVariable(file.path()) : opened;
        Optional<Dockerfile.Instruction> start = last.flatMap(s -> s.last("CMD").or(() -> s.last("ENTRYPOINT")));
        if (last.isEmpty() || (exposed.isEmpty() && (start.isEmpty() || !alone))) {
            return Optional.empty();
        }
        Fact.Evidence from =
                sources.evidence(file.path(), last.get().from().span().line());
        String reason = "only a Dockerfile says how it is built";
        String name = file.folder().equals(".")
                ? "app"
                : file.folder().substring(file.folder().lastIndexOf('/') + 1);
        Fact<Role> role = exposed.isEmpty()
                ? Claims.known(Role.WORKER, Confidence.LOW, "docker.role", from)
                : Claims.known(Role.WEB, Confidence.MEDIUM, "docker.role", exposed.evidence());
        Component bare = new Component(
                ServiceName.slug(name),
                file.folder(),
                Claims.unknown(reason, "docker.language"),
                List.of(),
                Claims.unknown(reason, "docker.version"),
                role,
                exposed.choose("the Dockerfile opens no port", List.of()),
                Claims.unknown("no health check is declared", "docker.health"),
                Claims.known("docker build " + file.folder(), Confidence.HIGH, "docker.build", from),
                Claims.unknown("no tests found", "docker.test"),
                start.<Fact<String>>map(i -> Claims.known(
                                SourceText.excerpt(String.join(" ", i.words())),
                                Confidence.HIGH,
                                "docker.start",
                                sources.evidence(file.path(), i.span().line())))
                        .orElseGet(() -> Claims.unknown("the base image decides", "docker.start")),
                List.of(),
                file.path(),
                Recipe.NONE);
        return Optional.of(withHealth(bare, hints));
    }

    private static Component withHealth(Component c, DeliveryHints hints) {
        return new Component(
                c.name(),
                c.path(),
                c.language(),
                c.frameworks(),
                c.version(),
                c.role(),
                c.port(),
                Claims.join(c.health(), hints.health(c, c.dockerfile())),
                c.build(),
                c.test(),
                c.start(),
                c.needs(),
                c.dockerfile(),
                c.recipe());
    }
}

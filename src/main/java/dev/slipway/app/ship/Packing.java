package dev.slipway.app.ship;

import dev.slipway.app.Progress;
import dev.slipway.app.Rooms;
import dev.slipway.assess.ProjectModel;
import dev.slipway.base.Exit;
import dev.slipway.base.Problem;
import dev.slipway.exec.engine.Engine;
import dev.slipway.image.Base;
import dev.slipway.image.DockerfileBuild;
import dev.slipway.image.ImageBuilder;
import dev.slipway.image.ImageRequest;
import dev.slipway.image.ImageSource;
import dev.slipway.image.PackedImage;
import dev.slipway.image.RegistryImages;
import dev.slipway.image.Unpacker;
import dev.slipway.intent.Intent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Step 6: an image by digest for each service. Three ways in: the one given, the team's Dockerfile where an engine answers,
 * and packing without an engine.
 */
final class Packing {
    private final Rooms rooms;
    private final RegistryImages registries;
    private final Progress progress;

    Packing(Rooms rooms, Progress progress) {
        this.rooms = rooms;
        this.progress = progress;
        this.registries =
                new RegistryImages(rooms.home(), line -> progress.accept(new Progress.Event.Now("package", line)));
    }

    /** What was packed and what people should know about it. */
    record Result(List<Packed> services, List<String> notes) {
        Result {
            services = List.copyOf(services);
            notes = List.copyOf(notes);
        }
    }

    Result pack(Assessed assessed, Building.Built built, ShipRequest request) throws InterruptedException {
        Unpacker unpacker = new Unpacker(rooms.home());
        Map<String, PackedImage> byComponent = new HashMap<>();
        List<Packed> packed = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        for (Intent.Service service : assessed.intent().services()) {
            if (service.component().isEmpty()) {
                throw nothingToPack(service);
            }
            ProjectModel.Component component = Building.component(assessed, service.component());
            Path out =
                    built.outs().getOrDefault(service.component(), rooms.home().cache());
            Optional<Engine> engine = service.dockerfile().value().isEmpty() ? Optional.empty() : rooms.engine();
            PackedImage image = byComponent.get(service.component());
            if (image == null) {
                image = engine.isPresent()
                        ? dockerfile(engine.get(), assessed, service)
                        : withoutEngine(assessed, component, out, request.base());
                byComponent.put(service.component(), image);
                image.notes().forEach(n -> notes.add(service.name() + ": " + n));
            }
            String way = way(service, engine);
            if (engine.isEmpty() && !service.dockerfile().value().isEmpty()) {
                notes.add(service.name() + ": " + service.dockerfile().value()
                        + " was passed over (no container engine answers): its base image, system packages and user do"
                        + " not apply");
            }
            packed.add(new Packed(service, component, image, unpacker.unpack(image), out, way));
        }
        return new Result(packed, notes);
    }

    /** {@code --image}: nothing is built; the gates ask for evidence about that digest. */
    Result given(Assessed assessed, ShipRequest request) throws InterruptedException {
        List<Intent.Service> services = assessed.intent().services();
        if (services.size() != 1) {
            throw Problem.input(
                            "--image ships one service, and this repository has " + services.size(),
                            "an image is one service's artifact",
                            "ship from a folder with one service")
                    .asException();
        }
        Intent.Service service = services.getFirst();
        ProjectModel.Component component = Building.component(assessed, service.component());
        PackedImage image = registries.fetch(ImageSource.parse(request.image()));
        var release = new Unpacker(rooms.home()).unpack(image);
        return new Result(
                List.of(new Packed(
                        service, component, image, release, rooms.home().cache(), "given by digest")),
                image.notes());
    }

    private PackedImage dockerfile(Engine engine, Assessed assessed, Intent.Service service)
            throws InterruptedException {
        Path context = assessed.directory().resolve(service.path().value());
        Path file = assessed.directory().resolve(service.dockerfile().value());
        var wanted = new DockerfileBuild.Request(context, file, service.name().value(), Map.of());
        return new DockerfileBuild(rooms.home(), rooms.processes(), engine)
                .build(wanted, line -> progress.accept(new Progress.Event.Output("package", line)));
    }

    private PackedImage withoutEngine(Assessed assessed, ProjectModel.Component component, Path out, String base)
            throws InterruptedException {
        Path folder = assessed.directory().resolve(component.path());
        // No revision among the labels: a commit that changes no file of the service makes the same image. The revision
        // is
        // in the provenance.
        Map<String, String> labels =
                Map.of("org.opencontainers.image.title", component.name().value());
        return new ImageBuilder(rooms.home(), registries)
                .build(ImageRequest.of(component.recipe(), folder, out, labels, base(base)));
    }

    private static Base base(String text) {
        if (text.isEmpty()) {
            return new Base.Empty();
        }
        if (text.startsWith("oci:")) {
            return new Base.OciLayout(Path.of(text.substring(4)));
        }
        return text.startsWith("tar:") ? new Base.Tar(Path.of(text.substring(4))) : new Base.Registry(text);
    }

    private static String way(Intent.Service service, Optional<Engine> engine) {
        return engine.map(e -> service.dockerfile().value() + " built by " + e.program())
                .orElse("packed without a container engine");
    }

    private static RuntimeException nothingToPack(Intent.Service service) {
        String image = service.image().value();
        return new Problem(
                        Exit.INPUT,
                        "nothing in this repository builds the service '" + service.name() + "'",
                        service.image().origin().text(),
                        image.isEmpty()
                                ? "no component was found for it"
                                : "it names the image " + image
                                        + ", which the local target cannot run from its own root yet",
                        "give it a `build:` folder, or mark it as a backing service with x-slipway.kind")
                .asException();
    }
}

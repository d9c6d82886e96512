package dev.slipway.app.ship;

import dev.slipway.assess.Recipe;
import dev.slipway.base.Place;
import dev.slipway.exec.keeper.JavaRuntime;
import dev.slipway.exec.process.Toolbox;
import dev.slipway.image.UnpackedRelease;
import java.util.ArrayList;
import java.util.List;

/** Turns an image's start command into one that runs here: the host's runtime, the unpacked files. */
final class Runtimes {
    /** Stands for our own static file server in a recipe: a static site brings files and no program. */
    static final String STATIC = "slipway-static";

    private final Toolbox toolbox;
    private final JavaRuntime own;

    Runtimes(Toolbox toolbox, JavaRuntime own) {
        this.toolbox = toolbox;
        this.own = own;
    }

    /**
     * A command for this machine.
     *
     * @param runtime what it runs on, for the record
     */
    record Start(List<String> command, String runtime) {
        Start {
            command = List.copyOf(command);
        }
    }

    Start start(List<String> wanted, Recipe recipe, UnpackedRelease release) throws InterruptedException {
        List<String> inside = release.resolve(wanted);
        String program = inside.getFirst();
        List<String> arguments = inside.subList(1, inside.size());
        if (program.equals(STATIC)) {
            List<String> command = new ArrayList<>(own.command("dev.slipway.proxy.StaticServer"));
            command.addAll(arguments);
            command.add("${PORT}");
            return new Start(command, "Slipway's static file server");
        }
        if (program.startsWith("/")) {
            return new Start(inside, "the image's own program");
        }
        Recipe.Tool wish = recipe.tools().stream()
                .filter(t -> t.name().equals(program) && t.use() != Recipe.Use.BUILD)
                .findFirst()
                .orElse(new Recipe.Tool(program, "", Recipe.Use.RUN, Place.of("the start command")));
        Toolbox.Tool tool = toolbox.require(program, wish.version(), wish.why());
        List<String> command = new ArrayList<>();
        command.add(tool.path().toString());
        command.addAll(arguments);
        return new Start(command, (program + " " + tool.version()).strip() + " at " + tool.path());
    }
}

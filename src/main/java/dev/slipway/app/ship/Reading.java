package dev.slipway.app.ship;

import dev.slipway.app.Catalogue;
import dev.slipway.assess.Assess;
import dev.slipway.assess.Flags;
import dev.slipway.assess.ProjectModel;
import dev.slipway.assess.Resolve;
import dev.slipway.base.AppName;
import dev.slipway.base.DidYouMean;
import dev.slipway.base.EnvName;
import dev.slipway.base.Exit;
import dev.slipway.base.Problem;
import dev.slipway.exec.files.FileView;
import dev.slipway.exec.files.RepositoryView;
import dev.slipway.exec.git.GitRepository;
import dev.slipway.exec.git.Version;
import dev.slipway.exec.process.Environment;
import dev.slipway.exec.process.Processes;
import dev.slipway.intent.Declaration;
import dev.slipway.intent.DeclarationReader;
import dev.slipway.intent.Intent;
import dev.slipway.intent.Variables;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Steps 1 to 3: what the team declared, what the repository is, and both made one. */
public final class Reading {
    private final Processes processes;

    public Reading(Processes processes) {
        this.processes = processes;
    }

    /** The resolved intent of a folder. */
    public Intent intent(Path directory, EnvName environment) throws InterruptedException {
        return read(directory, environment).intent();
    }

    Assessed read(Path directory, EnvName environment) throws InterruptedException {
        FileView view = open(directory);
        Optional<GitRepository> git = GitRepository.of(directory, processes);
        Version version = git.isPresent() && !git.get().commit().isEmpty()
                ? git.get().version()
                : GitRepository.version(directory, processes);
        Declaration declaration = DeclarationReader.read(view, variables(view), environment);
        Freezes.demand(declaration);
        ProjectModel model = Assess.assess(view, Catalogue.DETECTORS);
        Intent intent = Resolve.resolve(declaration, model, Flags.of(environment), fallbackName(directory, git));
        Intent.Environment policy = intent.environment(environment).orElseThrow(() -> unknown(environment, intent));
        if (!policy.target().equals("local")) {
            throw new Problem(
                            Exit.INPUT,
                            "environment '" + environment + "' runs on " + policy.target()
                                    + ", which this version cannot deploy to",
                            "x-slipway.environments." + environment + ".target",
                            "only the target `local` is built; nothing was changed",
                            "ship an environment with target: local, or see docs/capabilities.md")
                    .asException();
        }
        return new Assessed(directory, view, version, git, model, intent, policy);
    }

    /** The bounded view of a folder, or a problem that says why there is none. */
    public static FileView open(Path directory) {
        if (!Files.isDirectory(directory)) {
            throw new Problem(
                            Exit.INPUT,
                            "there is no folder " + directory,
                            "",
                            Files.exists(directory) ? "it is a file" : "it does not exist",
                            "give the folder of a repository")
                    .asException();
        }
        return RepositoryView.of(directory);
    }

    /** As Compose has it: the process environment wins over the repository's {@code .env}. */
    public static Map<String, String> variables(FileView view) {
        return view.namedText(".env")
                .map(text -> Variables.withDotenv(Environment.trusted(), ".env", text))
                .orElseGet(Environment::trusted);
    }

    private static AppName fallbackName(Path directory, Optional<GitRepository> git) {
        String repository = git.map(GitRepository::origin)
                .filter(o -> !o.isEmpty())
                .map(o -> o.replaceAll("/+$", "").replaceAll("\\.git$", "").replaceAll(".*[/:]", ""))
                .orElseGet(() -> git.map(g -> String.valueOf(g.top().getFileName()))
                        .orElse(String.valueOf(directory.getFileName())));
        String path = git.map(GitRepository::path)
                .filter(p -> !p.isEmpty())
                .map(p -> "-" + p)
                .orElse("");
        return AppName.slug(repository + path);
    }

    private static RuntimeException unknown(EnvName environment, Intent intent) {
        var names = intent.environments().stream().map(e -> e.name().value()).toList();
        String near = DidYouMean.nearest(environment.value(), names)
                .map(n -> "did you mean `" + n + "`? ")
                .orElse("");
        return Problem.input(
                        "there is no environment '" + environment + "'",
                        near + "declared are " + String.join(", ", names),
                        "--env " + names.getFirst())
                .asException();
    }
}

package dev.slipway.check.rules.repository;

import dev.slipway.assess.ProjectModel;
import dev.slipway.base.Confidence;
import dev.slipway.base.Place;
import dev.slipway.base.Severity;
import dev.slipway.check.About;
import dev.slipway.check.Example;
import dev.slipway.check.Report;
import dev.slipway.check.Rule;
import dev.slipway.exec.files.FileView;
import dev.slipway.text.JsonText;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Dependencies are not locked. */
public final class MissingLockfile implements Rule.OfRepository {
    private static final About ABOUT = new About(
            "repository/missing-lockfile",
            "Dependencies are not locked",
            Severity.MEDIUM,
            Confidence.HIGH,
            "Two builds of one commit get different versions, among them any that was published, or taken over, in between.",
            "let the package manager write its lockfile, and commit it",
            List.of("OWASP-CICD-SEC-3", "PCI-6.3.2", "SLSA-L1"));

    private static final List<String> NODE_LOCKS =
            List.of("package-lock.json", "npm-shrinkwrap.json", "yarn.lock", "pnpm-lock.yaml", "bun.lock", "bun.lockb");
    private static final Pattern FREE = Pattern.compile("[A-Za-z0-9][\\w.-]*(\\[[^]]*])?\\s*($|[;<>~!,].*|==.*\\*.*)");

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public List<Example> examples() {
        return List.of(
                Example.bad("package.json", "{\"name\": \"a\", \"dependencies\": {\"express\": \"^5.0.0\"}}\n"),
                Example.bad("go.mod", "module a\n\ngo 1.23\n\nrequire github.com/x/y v1.0.0\n"),
                Example.bad("requirements.txt", "flask\nrequests>=2\n"),
                Example.good("package.json", "{\"name\": \"a\"}\n"),
                new Example(
                        false,
                        Map.of(
                                "package.json",
                                "{\"dependencies\": {\"express\": \"^5.0.0\"}}",
                                "package-lock.json",
                                "{}"),
                        Example.NO_MODEL),
                Example.good("requirements.txt", "flask==3.1.0\n# comment\n-r other.txt\n"));
    }

    @Override
    public void check(FileView view, ProjectModel model, Report out) {
        for (FileView.Entry entry : view.files()) {
            switch (entry.name()) {
                case "package.json" -> node(view, entry, out);
                case "go.mod" -> go(view, entry, out);
                case "requirements.txt" -> requirements(view, entry, out);
                case "Pipfile" -> need(view, entry, List.of("Pipfile.lock"), out);
                case "Gemfile" -> need(view, entry, List.of("Gemfile.lock"), out);
                default -> {}
            }
        }
    }

    private static void node(FileView view, FileView.Entry entry, Report out) {
        String text = view.text(entry.path()).orElse("{}");
        boolean any = List.of("dependencies", "devDependencies").stream()
                .anyMatch(k ->
                        !JsonText.parse(entry.path(), text).root().entriesAt(k).isEmpty());
        if (any) {
            need(view, entry, NODE_LOCKS, out);
        }
    }

    private static void go(FileView view, FileView.Entry entry, Report out) {
        if (view.text(entry.path()).orElse("").matches("(?s).*\\brequire\\b.*")) {
            need(view, entry, List.of("go.sum"), out);
        }
    }

    /** A requirements file is its own lockfile when it names exact versions. */
    private static void requirements(FileView view, FileView.Entry entry, Report out) {
        List<String> free = view.text(entry.path())
                .orElse("")
                .lines()
                .map(l -> l.replaceFirst("\\s#.*|^#.*", "").strip())
                .filter(l -> FREE.matcher(l).matches())
                .toList();
        boolean locked = Stream.of("uv.lock", "poetry.lock", "Pipfile.lock", "requirements.lock")
                .anyMatch(l -> view.has(beside(entry, l)));
        if (!free.isEmpty() && !locked) {
            out.at(Place.of(entry.path()), free.size() + " requirements have no exact version");
        }
    }

    /** Beside the manifest, or in a folder above it: workspaces share one. */
    private static void need(FileView view, FileView.Entry entry, List<String> locks, Report out) {
        String folder = entry.folder();
        while (true) {
            String here = folder.equals(".") ? "" : folder + "/";
            if (locks.stream().anyMatch(l -> view.has(here + l))) {
                return;
            }
            if (folder.equals(".")) {
                break;
            }
            folder = folder.contains("/") ? folder.substring(0, folder.lastIndexOf('/')) : ".";
        }
        out.at(Place.of(entry.path()), "there is no " + locks.getFirst() + " for " + entry.path());
    }

    private static String beside(FileView.Entry entry, String name) {
        return entry.folder().equals(".") ? name : entry.folder() + "/" + name;
    }
}

package dev.slipway.assess.detect;

import dev.slipway.assess.Fact;
import dev.slipway.assess.SourceText;
import dev.slipway.assess.Sources;
import dev.slipway.exec.files.FileView;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where a Python component begins: application objects, factories, main files.
 *
 * @param sourceRoot folder that is on the module path: the component's, or its {@code src}
 */
record PythonApps(String sourceRoot, List<App> apps, List<App> mains) {
    private static final Pattern OBJECT = Pattern.compile(
            "^(\\w+)\\s*(?::\\s*[\\w.\\[\\]]+\\s*)?=\\s*(?:\\w+\\.)?(?:Flask|FastAPI|Starlette|Litestar|Quart|Sanic|Bottle|Falcon|App)\\(");
    private static final Pattern OBJECT_KIND =
            Pattern.compile("=\\s*(?:\\w+\\.)?(Flask|FastAPI|Starlette|Litestar|Quart|Sanic|Bottle)\\(");
    private static final Pattern FACTORY = Pattern.compile(
            "^(?:async\\s+)?def\\s+(create_app|make_app|build_app|app_factory|get_app|create_application)\\s*\\(");
    private static final Pattern MAIN = Pattern.compile("^if\\s+(__name__)\\s*==\\s*[\"']__main__[\"']");
    private static final Pattern CELERY = Pattern.compile("^(\\w+)\\s*=\\s*(?:\\w+\\.)?Celery\\(");

    /** What an application object is. */
    enum Form {
        OBJECT,
        FACTORY,
        CELERY,
        MAIN
    }

    /**
     * One entry.
     *
     * @param module dotted name from the source root
     * @param file relative to the source root
     * @param object variable or function name
     */
    record App(Form form, String module, String file, String object, Fact.Evidence evidence) {
        private int rank() {
            String last = module.substring(module.lastIndexOf('.') + 1);
            int name = List.of(
                            "__main__",
                            "wsgi",
                            "asgi",
                            "main",
                            "app",
                            "server",
                            "application",
                            "__init__",
                            "run",
                            "worker")
                    .indexOf(last);
            return form.ordinal() * 100 + (name < 0 ? 50 : name);
        }
    }

    static PythonApps of(Sources sources, String folder, List<FileView.Entry> code) {
        String src = Sources.path(folder, "src");
        boolean layout = code.stream().anyMatch(e -> Sources.within(e.path(), src))
                && !sources.has(src, "__init__.py")
                && code.stream()
                        .noneMatch(e -> sources.text(e.path())
                                .filter(t -> t.lines().stream().anyMatch(l -> l.matches("(?:from|import) src\\b.*")))
                                .isPresent())
                && code.stream()
                        .noneMatch(e ->
                                e.folder().equals(folder) && e.name().matches("(?:main|app|server|wsgi|manage)\\.py"));
        String root = layout ? src : folder;
        List<App> apps = new ArrayList<>();
        List<App> mains = new ArrayList<>();
        for (FileView.Entry e : code) {
            if (!Sources.within(e.path(), root)) {
                continue;
            }
            sources.text(e.path()).ifPresent(t -> {
                String file = Sources.relative(e.path(), root);
                String module = module(file);
                boolean any = t.first(OBJECT_KIND).isPresent();
                if (any) {
                    t.find(OBJECT)
                            .forEach(
                                    h -> apps.add(new App(Form.OBJECT, module, file, h.value(), t.evidence(h.line()))));
                }
                t.first(FACTORY)
                        .ifPresent(h -> apps.add(new App(Form.FACTORY, module, file, h.value(), t.evidence(h.line()))));
                t.first(CELERY)
                        .ifPresent(h -> apps.add(new App(Form.CELERY, module, file, h.value(), t.evidence(h.line()))));
                main(t, module, file).ifPresent(mains::add);
            });
        }
        Comparator<App> order = Comparator.comparingInt(App::rank)
                .thenComparingInt(a -> a.file().split("/").length)
                .thenComparing(App::file);
        apps.sort(order);
        mains.sort(
                Comparator.comparingInt((App a) -> a.file().split("/").length).thenComparing(order));
        return new PythonApps(root, List.copyOf(apps), List.copyOf(mains));
    }

    private static Optional<App> main(SourceText text, String module, String file) {
        boolean dunder = file.endsWith("__main__.py");
        Optional<Integer> line =
                text.first(MAIN).map(SourceText.Hit::line).or(() -> dunder ? Optional.of(1) : Optional.empty());
        return line.map(l -> new App(Form.MAIN, module, file, "", text.evidence(l)));
    }

    static String module(String file) {
        return file.replaceFirst("\\.py$", "").replaceFirst("/__init__$", "").replace('/', '.');
    }

    Optional<App> first(Form form) {
        return apps.stream().filter(a -> a.form() == form).findFirst();
    }
}

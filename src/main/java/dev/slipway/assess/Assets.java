package dev.slipway.assess;

import dev.slipway.assess.ProjectModel.Asset;
import dev.slipway.exec.files.FileView;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The delivery files that a repository already has: one row a kind, matched against the whole path. */
final class Assets {
    private record Row(String kind, Pattern path, String content) {
        Row(String kind, String path) {
            this(kind, Pattern.compile(path), "");
        }

        Row(String kind, String path, String content) {
            this(kind, Pattern.compile(path), content);
        }
    }

    private static final String ANY = "(?:.*/)?";

    private static final List<Row> ROWS = List.of(
            new Row("dockerfile", ANY + "(?:Dockerfile|Containerfile)(?:\\.[\\w.-]+)?"),
            new Row("dockerfile", ANY + "[\\w.-]+\\.(?:Dockerfile|dockerfile)"),
            new Row("dockerignore", ANY + "\\.dockerignore"),
            new Row("compose", ANY + "(?:docker-)?compose(?:[.-][\\w.-]+)?\\.ya?ml"),
            new Row("slipway", "slipway\\.ya?ml"),
            new Row("github-actions", "\\.github/workflows/[^/]+\\.ya?ml"),
            new Row("gitlab-ci", ANY + "\\.gitlab-ci\\.ya?ml"),
            new Row("jenkins", ANY + "Jenkinsfile(?:\\.[\\w-]+)?"),
            new Row("azure-pipelines", ANY + "azure-pipelines(?:[.-][\\w-]+)?\\.ya?ml"),
            new Row("circleci", "\\.circleci/config\\.ya?ml"),
            new Row("travis", "\\.travis\\.ya?ml"),
            new Row("helm", ANY + "Chart\\.yaml"),
            new Row("kustomize", ANY + "kustomization\\.ya?ml"),
            new Row("skaffold", ANY + "skaffold\\.ya?ml"),
            new Row("terraform", ANY + "[^/]+\\.(?:tf|tofu)"),
            new Row("pulumi", ANY + "Pulumi(?:\\.[\\w-]+)?\\.ya?ml"),
            new Row("cdk", ANY + "cdk\\.json"),
            new Row("ansible", ANY + "(?:ansible\\.cfg|playbooks?/[^/]+\\.ya?ml|playbook\\.ya?ml|site\\.ya?ml)"),
            new Row("procfile", ANY + "Procfile"),
            new Row("fly", ANY + "fly\\.toml"),
            new Row("render", "render\\.ya?ml"),
            new Row("vercel", ANY + "vercel\\.json"),
            new Row("netlify", ANY + "netlify\\.toml"),
            new Row("kamal", ANY + "config/deploy\\.ya?ml"),
            new Row("serverless", ANY + "serverless\\.ya?ml"),
            new Row("dependabot", "\\.github/dependabot\\.ya?ml"),
            new Row("renovate", "(?:\\.github/)?renovate\\.json5?"),
            new Row("codeowners", "(?:\\.github/|docs/)?CODEOWNERS"),
            new Row("pre-commit", "\\.pre-commit-config\\.ya?ml"),
            new Row("makefile", ANY + "Makefile"),
            new Row("env-example", ANY + "\\.env\\.(?:example|sample|template|dist)"),
            new Row("openapi", ANY + "(?:openapi|swagger)\\.(?:ya?ml|json)"),
            new Row(
                    "kubernetes",
                    ANY + "(?:k8s|kubernetes|manifests|deploy|deployment|kube)/(?:.*/)?[^/]+\\.ya?ml",
                    "apiVersion:"),
            new Row(
                    "cloudformation",
                    ANY + "(?:cloudformation|cfn|infra)/(?:.*/)?[^/]+\\.(?:ya?ml|json|template)",
                    "AWS::"));

    /** Assets that are listed; the rest says nothing new. */
    private static final int MAX = 2_000;

    private Assets() {}

    static List<Asset> of(Sources sources) {
        return sources.files().stream()
                .flatMap(e -> kind(sources, e).map(k -> new Asset(k, e.path())).stream())
                .limit(MAX)
                .toList();
    }

    private static Optional<String> kind(Sources sources, FileView.Entry file) {
        boolean source = file.name().matches(".*\\.(?:java|kt|js|ts|tsx|jsx|py|go|class|png|svg|css|html|md)");
        if (source) {
            return Optional.empty();
        }
        return ROWS.stream()
                .filter(r -> r.path().matcher(file.path()).matches())
                .filter(r -> r.content().isEmpty()
                        || sources.text(file.path())
                                .filter(t -> t.lineWith(r.content()) > 0)
                                .isPresent())
                .map(Row::kind)
                .findFirst();
    }
}

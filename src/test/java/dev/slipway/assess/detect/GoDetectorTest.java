package dev.slipway.assess.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.assess.ProjectModel.Component;
import dev.slipway.assess.Recipe;
import dev.slipway.assess.Repo;
import dev.slipway.intent.Intent.Role;
import org.junit.jupiter.api.Test;

class GoDetectorTest {
    private static final String MOD =
            "module github.com/acme/shop\n\ngo 1.22\n\nrequire (\n\tgithub.com/jackc/pgx/v5 v5.6.0\n\tgolang.org/x/sync v0.7.0 // indirect\n)\n";

    @Test
    void findsASingleProgram() {
        Component c = Repo.of(
                        "go.mod",
                        MOD,
                        "main.go",
                        "package main\n\nimport (\n\t\"net/http\"\n\t\"os\"\n)\n\nfunc main() {\n\tport := os.Getenv(\"PORT\")\n\tif port == \"\" {\n\t\tport = \"8087\"\n\t}\n\thttp.HandleFunc(\"GET /healthz\", ok)\n\thttp.ListenAndServe(\":\"+port, nil)\n}\n",
                        "main_test.go",
                        "package main\n",
                        "templates/a.html",
                        "x")
                .service();
        assertThat(c.name().value()).isEqualTo("shop");
        assertThat(c.version().known()).contains("1.22");
        assertThat(c.role().known()).contains(Role.WEB);
        assertThat(c.port().known()).contains(8087);
        assertThat(c.health().known()).contains("/healthz");
        assertThat(Repo.needs(c)).containsExactly("postgres");
        assertThat(c.build().known()).contains("go build -trimpath -buildvcs=false -o ${OUT}/app .");
        assertThat(c.recipe().build().getFirst().environment()).containsEntry("CGO_ENABLED", "0");
        assertThat(c.test().known()).contains("go test ./...");
        assertThat(c.recipe().start()).containsExactly("/app/app");
        assertThat(c.recipe().outputs()).extracting(Recipe.Output::to).containsExactly("/app/app", "/app/templates");
        assertThat(c.recipe().tools())
                .singleElement()
                .satisfies(t -> assertThat(t.use()).isEqualTo(Recipe.Use.BUILD));
    }

    @Test
    void eachCommandIsAServiceWithWhatItImports() {
        Repo repo = Repo.of(
                "go.mod", MOD,
                "cmd/api/main.go",
                        "package main\n\nimport \"github.com/acme/shop/internal/web\"\n\nfunc main() { web.Run() }\n",
                "cmd/worker/main.go", "package main\n\nfunc main() { for {} }\n",
                "internal/web/web.go",
                        "package web\n\nfunc Run() {\n\taddr := flag.String(\"addr\", \":9000\", \"where\")\n\thttp.ListenAndServe(*addr, nil)\n}\n");
        assertThat(repo.model().services()).extracting(c -> c.name().value()).containsExactly("api", "worker");
        Component api = repo.service("api");
        assertThat(api.path()).isEqualTo("cmd/api");
        assertThat(api.role().known()).contains(Role.WEB);
        assertThat(api.port().known()).contains(9000);
        assertThat(api.recipe().start()).containsExactly("/app/app", "-addr", ":${PORT}");
        assertThat(api.recipe().build().getFirst().arguments()).endsWith("./cmd/api");
        assertThat(api.recipe().build().getFirst().folder()).isEqualTo(".");
        assertThat(repo.service("worker").role().known()).contains(Role.WORKER);
    }

    @Test
    void aModuleWithoutAProgramIsALibrary() {
        Repo repo = Repo.of("go.mod", MOD, "shop.go", "package shop\n");
        assertThat(repo.model().services()).isEmpty();
        assertThat(repo.model().libraries()).hasSize(1);
    }

    @Test
    void knowsFrameworksAndCgo() {
        Component c = Repo.of(
                        "go.mod",
                                "module x.org/y\ngo 1.21\nrequire github.com/gin-gonic/gin v1.10.0\nrequire github.com/mattn/go-sqlite3 v1.14.0\n",
                        "main.go",
                                "package main\nfunc main() {\n\tr := gin.Default()\n\tr.GET(\"/ping\", pong)\n\tr.Run(\":8085\")\n}\n")
                .service();
        assertThat(c.frameworks().getFirst().known()).contains("gin");
        assertThat(c.port().known()).contains(8085);
        assertThat(c.health().known()).contains("/ping");
        assertThat(c.recipe().build().getFirst().environment()).isEmpty();
        assertThat(Repo.needs(c)).containsExactly("sqlite");
    }
}

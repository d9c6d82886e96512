package dev.slipway.app.resources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.slipway.base.AppName;
import dev.slipway.base.EnvName;
import dev.slipway.base.Place;
import dev.slipway.base.Problem;
import dev.slipway.base.SlipwayException;
import dev.slipway.exec.files.FileView;
import dev.slipway.exec.files.Home;
import dev.slipway.intent.Intent;
import dev.slipway.intent.Resolved;
import dev.slipway.secrets.SecretStore;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ResourcePlannerTest {
    private static final Set<String> EMBEDDED = Set.of("plpgsql", "pgcrypto", "hstore");

    @TempDir
    private Path folder;

    private ResourcePlanner.Planned plan(Intent.Resource db, Intent.Service service, Map<String, String> files)
            throws InterruptedException {
        ResourcePorts ports = new ResourcePorts() {
            @Override
            public int embeddedPostgres() {
                return 40_001;
            }

            @Override
            public int container(String scope) {
                return 40_002;
            }
        };
        return new ResourcePlanner(new SecretStore(new Home(folder)), ports, Optional.empty(), () -> EMBEDDED)
                .plan(new AppName("shop"), EnvName.LOCAL, List.of(db), List.of(service), FileView.of(files));
    }

    private List<Problem> problems(Intent.Resource db, Map<String, String> files) {
        return catchThrowableOfType(
                        SlipwayException.class, () -> plan(db, WiringTest.service(Map.of(), Map.of()), files))
                .problems();
    }

    private static Intent.Resource db(String image) {
        return new Intent.Resource(
                "db",
                Resolved.byDefault("postgres", "image name"),
                Resolved.declared(image, Place.of("compose.yaml", 7)),
                Map.of(),
                Map.of(),
                List.of(),
                List.of(5432));
    }

    @Test
    void anExtensionOfAMigrationThatTheEmbeddedOneLacksIsAProblemAtItsLine() {
        List<Problem> problems = problems(
                db("postgres:17"),
                Map.of(
                        "migrations/001.sql",
                        "-- CREATE EXTENSION nothing;\nCREATE EXTENSION IF NOT EXISTS \"pgcrypto\";\n"
                                + "create extension if not exists vector;\n",
                        "migrations/002.py",
                        "op.execute('CREATE EXTENSION IF NOT EXISTS postgis')\n",
                        "src/notes.py",
                        "CREATE EXTENSION elsewhere"));
        assertThat(problems).hasSize(2);
        assertThat(problems.getFirst().what()).contains("'vector'");
        assertThat(problems.getFirst().where()).isEqualTo("migrations/001.sql:3");
        assertThat(problems.getFirst().fix()).contains("docker run", "-p 127.0.0.1:5432:5432", "DB_URL");
        assertThat(problems.getLast().where()).isEqualTo("migrations/002.py:1");
    }

    @Test
    void anImageThatIsMadeForAnExtensionAsksForIt() {
        List<Problem> problems = problems(db("pgvector/pgvector:pg17"), Map.of());
        assertThat(problems).hasSize(1);
        assertThat(problems.getFirst().what()).contains("'vector'");
        assertThat(problems.getFirst().where()).isEqualTo("compose.yaml:7");
        assertThat(problems.getFirst().fix()).contains("pgvector/pgvector:pg17");
    }

    @Test
    void anExtensionThatIsThereIsNone() throws InterruptedException {
        var planned = plan(
                db("postgres:17"),
                WiringTest.service(Map.of(), Map.of()),
                Map.of("db/init.sql", "CREATE EXTENSION hstore;"));
        assertThat(planned.orders()).hasSize(1);
    }

    @Test
    void aStoreWhoseAddressTheServiceDeclaresIsLeftToWhoeverRunsIt() throws InterruptedException {
        var planned = plan(
                db("pgvector/pgvector:pg17"),
                WiringTest.service(Map.of(), Map.of("DB_URL", "postgresql://u:p@10.0.0.5:5432/items")),
                Map.of());
        assertThat(planned.orders()).isEmpty();
        assertThat(problems(db("pgvector/pgvector:pg17"), Map.of())).isNotEmpty();
    }
}

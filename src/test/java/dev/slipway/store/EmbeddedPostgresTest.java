package dev.slipway.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.base.AppName;
import dev.slipway.base.EnvName;
import dev.slipway.base.Scope;
import dev.slipway.base.Secret;
import dev.slipway.base.ServiceName;
import dev.slipway.base.SlipwayException;
import dev.slipway.base.Tasks;
import dev.slipway.exec.files.Home;
import dev.slipway.exec.files.SealedFiles;
import dev.slipway.exec.process.ProcessIdentity;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** On clusters of its own, because it kills them. */
@TestMethodOrder(MethodOrderer.MethodName.class)
class EmbeddedPostgresTest {
    @TempDir
    static Path folder;

    private static Home home;

    @BeforeAll
    static void nameTheHomeAwkwardly() {
        home = new Home(folder.resolve("a home with spaces, ümlaut and 'quotes'"));
    }

    @AfterAll
    static void stop() throws InterruptedException {
        EmbeddedPostgres.history(home).stop();
        EmbeddedPostgres.applications(home).stop();
    }

    @Test
    void aStartsOnceForTenCommandsAtTheSameMoment() throws Exception {
        Callable<Location> start = () -> EmbeddedPostgres.history(home).start();
        List<Location> all = Tasks.all(Stream.generate(() -> start).limit(10).toList(), Duration.ofSeconds(120));
        assertThat(new HashSet<>(all.stream().map(Location::jdbcUrl).toList())).hasSize(1);
        assertThat(ask(all.getFirst(), "SHOW data_checksums")).isEqualTo("on");
        assertThat(ask(all.getFirst(), "SHOW listen_addresses")).isEqualTo("127.0.0.1");
        assertThat(ask(all.getFirst(), "SHOW fsync")).isEqualTo("on");
        var wrong = new Location(all.getFirst().jdbcUrl(), "slipway", Secret.of("guess"));
        assertThatThrownBy(() -> Connections.open(wrong)).isInstanceOf(SlipwayException.class);
    }

    @Test
    void bAdoptsWhatRuns() throws Exception {
        ProcessIdentity before = EmbeddedPostgres.history(home).process().orElseThrow();
        Location location = EmbeddedPostgres.history(home).start();
        assertThat(EmbeddedPostgres.history(home).process()).contains(before);
        assertThat(ask(location, "SELECT 'here'")).isEqualTo("here");
    }

    @Test
    void cComesBackWithCommittedRowsAfterItsServerWasKilled() throws Exception {
        Location location = EmbeddedPostgres.history(home).start();
        update(location, "CREATE TABLE public.kept AS SELECT 42 AS answer");
        for (int kill = 0; kill < 3; kill++) {
            ProcessIdentity server = EmbeddedPostgres.history(home).process().orElseThrow();
            ProcessHandle.of(server.pid()).orElseThrow().destroyForcibly();
            // At once: the kernel may not have ended it yet.
            Database.open(home, "").close();
            location = EmbeddedPostgres.history(home).start();
            assertThat(ask(location, "SELECT answer FROM public.kept")).isEqualTo("42");
            assertThat(EmbeddedPostgres.history(home).process().orElseThrow()).isNotEqualTo(server);
        }
    }

    @Test
    void dStartsThoughTheLockFileNamesAProcessOfSomebodyElse() throws Exception {
        var postgres = EmbeddedPostgres.history(home);
        postgres.stop();
        Process stranger = new ProcessBuilder("sleep", "60").start();
        try {
            String lock = stranger.pid() + "\n" + postgres.data() + "\n1\n5\n\n127.0.0.1\n 1 1\nready\n";
            Files.writeString(postgres.data().resolve("postmaster.pid"), lock);
            assertThat(ask(postgres.start(), "SELECT 1")).isEqualTo("1");
            assertThat(stranger.isAlive()).isTrue();
        } finally {
            stranger.destroyForcibly();
        }
    }

    @Test
    void eTakesAnotherPortWhenItsOwnIsTaken() throws Exception {
        var postgres = EmbeddedPostgres.history(home);
        Location before = postgres.start();
        int port = portOf(before);
        postgres.stop();
        try (var taken = new ServerSocket(port, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            assertThat(portOf(postgres.start())).isNotEqualTo(port);
        }
        postgres.stop();
        assertThat(postgres.process()).isEmpty();
    }

    @Test
    void fKeepsPasswordsAndDataToItsOwner() throws Exception {
        EmbeddedPostgres.history(home).start();
        assertThat(mode(home.keys().resolve("postgres.password"))).isEqualTo("rw-------");
        assertThat(mode(home.database())).isEqualTo("rwx------");
        EmbeddedPostgres.history(home).stop();
    }

    @Test
    void gRunsTheApplicationsClusterInTheForegroundAndMakesDatabases() throws Exception {
        var applications = EmbeddedPostgres.applications(home);
        EmbeddedPostgres.Foreground foreground = applications.foreground();
        Process child = new ProcessBuilder(foreground.command())
                .directory(foreground.directory().toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("child.log").toFile())
                .start();
        try {
            Location cluster = applications.awaitReady(Duration.ofSeconds(30));
            assertThat(portOf(cluster)).isEqualTo(foreground.port());
            assertThat(applications.process().orElseThrow().pid()).isEqualTo(child.pid());
            assertThat(applications.foreground()).isEqualTo(foreground);
            makesDatabases(cluster);
        } finally {
            applications.stop();
            assertThat(child.waitFor(30, java.util.concurrent.TimeUnit.SECONDS)).isTrue();
        }
    }

    private void makesDatabases(Location cluster) throws SQLException {
        var secrets = new SealedFiles(home);
        var databases = new ApplicationDatabases(cluster, secrets);
        Scope web = Scope.local(new AppName("shop"), new ServiceName("web"), EnvName.LOCAL);
        Scope other = Scope.local(new AppName("shop"), new ServiceName("other"), EnvName.LOCAL);
        assertThat(databases.has(web, "db")).isFalse();
        var first = databases.ensure(web, "db");
        assertThat(databases.ensure(web, "db")).isEqualTo(first);
        var second = databases.ensure(other, "db");
        Location mine = enter(first, secrets);
        update(mine, "CREATE TABLE public.items (id int)");
        assertThat(ask(mine, "SELECT count(*) FROM public.items")).isEqualTo("0");
        Location crossed =
                Location.local(first.port(), first.database(), second.user(), secrets.open(second.password()));
        assertThatThrownBy(() -> Connections.open(crossed)).isInstanceOf(SlipwayException.class);
        assertThat(EmbeddedPostgres.extensions(home))
                .contains("pgcrypto", "uuid-ossp", "plpgsql")
                .doesNotContain("postgis", "vector", "file_fdw");
        databases.drop(web, "db");
        databases.drop(web, "db");
        assertThat(databases.has(web, "db")).isFalse();
        assertThat(secrets.find(web.key() + "/db/PASSWORD")).isEmpty();
    }

    @Test
    void gRefusesAFolderThatItsProgramsCannotName() {
        Home odd = new Home(folder.resolve("a $HOME of\"mine"));
        assertThatThrownBy(() -> EmbeddedPostgres.history(odd).start())
                .isInstanceOf(SlipwayException.class)
                .hasMessageContaining("cannot live below");
    }

    @Test
    void hRunsAsNobodyWhereRootMayNotMakeNamespaces() throws Exception {
        Assumptions.assumeTrue(PostgresUser.root(), "only root needs this way");
        Path shared = Files.createTempDirectory("slipway-shared");
        Files.setPosixFilePermissions(shared, PosixFilePermissions.fromString("rwxr-xr-x"));
        Home mine = new Home(folder.resolve("as-nobody"));
        PostgresUser.Nobody nobody = PostgresUser.nobody(shared).orElseThrow();
        var postgres = new EmbeddedPostgres(new PostgresCluster(mine, mine.database(), 20, nobody));
        try {
            Location location = postgres.start();
            assertThat(ask(location, "SELECT 1")).isEqualTo("1");
            assertThat(Files.getAttribute(postgres.data(), "unix:uid")).isEqualTo(nobody.uid());
            assertThat(PostgresUser.choose(mine, mine.database(), shared)).isEqualTo(nobody);
        } finally {
            postgres.stop();
            PostgresBinaries.remove(shared);
        }
    }

    @Test
    void iReadsTheUrlOfAnExternalDatabase() {
        Location location = Location.external("postgresql://me:p%40ss+word@db.example:6432/hist?sslmode=require");
        assertThat(location.jdbcUrl()).isEqualTo("jdbc:postgresql://db.example:6432/hist?sslmode=require");
        assertThat(location.user()).isEqualTo("me");
        assertThat(location.password()).isEqualTo(Secret.of("p@ss+word"));
        assertThat(location.toString()).doesNotContain("p@ss", "p%40");
        for (String bad :
                List.of("", "mysql://a@b/c", "postgresql://host/db", "postgresql://u@host", "::", "postgresql:x")) {
            assertThatThrownBy(() -> Location.external(bad)).as(bad).isInstanceOf(SlipwayException.class);
        }
    }

    private static Location enter(ApplicationDatabases.Credentials c, SealedFiles secrets) {
        return Location.local(c.port(), c.database(), c.user(), secrets.open(c.password()));
    }

    private static int portOf(Location location) {
        String url = location.jdbcUrl();
        return Integer.parseInt(url.substring(url.indexOf("127.0.0.1:") + 10, url.lastIndexOf('/')));
    }

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    private static String ask(Location location, String sql) throws SQLException {
        var connection = Connections.open(location);
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        } finally {
            Connections.closeQuietly(connection);
        }
    }

    private static void update(Location location, String sql) throws SQLException {
        var connection = Connections.open(location);
        try (var statement = connection.createStatement()) {
            connection.setAutoCommit(true);
            statement.executeUpdate(sql);
        } finally {
            Connections.closeQuietly(connection);
        }
    }
}

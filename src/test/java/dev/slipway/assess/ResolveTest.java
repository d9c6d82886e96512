package dev.slipway.assess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.base.AppName;
import dev.slipway.base.EnvName;
import dev.slipway.base.SlipwayException;
import dev.slipway.intent.Declaration;
import dev.slipway.intent.DeclarationReader;
import dev.slipway.intent.Intent;
import dev.slipway.intent.Intent.Role;
import dev.slipway.intent.Intent.StrategyIntent.Kind;
import dev.slipway.intent.Resolved;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ResolveTest {
    private static final String WEB =
            "{\"scripts\":{\"start\":\"node server.js\"},\"dependencies\":{\"express\":\"4\",\"pg\":\"8\"}}";
    private static final String WORKER = "{\"scripts\":{\"start\":\"node work.js\"},\"dependencies\":{\"pg\":\"8\"}}";

    private static Repo shop() {
        return Repo.of(
                "web/package.json",
                WEB,
                "web/server.js",
                "app.get('/health', ok);\napp.listen(process.env.PORT || 9090)",
                "worker/package.json",
                WORKER,
                "worker/work.js",
                "loop()");
    }

    private static Intent resolve(Repo repo, Flags flags) {
        Declaration declared = DeclarationReader.read(repo.view(), Map.of(), flags.environment());
        return Resolve.resolve(declared, repo.model(), flags, new AppName("acme-shop"));
    }

    private static Intent resolve(Repo repo) {
        return resolve(repo, Flags.NONE);
    }

    private static Intent.Service service(Intent intent, String name) {
        return intent.services().stream()
                .filter(s -> s.name().value().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void withoutAnyDeclarationEveryServiceShipsUnderItsOwnName() {
        Intent intent = resolve(shop());
        assertThat(intent.app().value().value()).isEqualTo("acme-shop");
        assertThat(intent.services()).extracting(s -> s.name().value()).containsExactly("web", "worker");
        Intent.Service web = service(intent, "web");
        assertThat(web.role().value()).isEqualTo(Role.WEB);
        assertThat(web.port().value()).isEqualTo(9090);
        assertThat(web.port().origin()).isInstanceOf(Resolved.Origin.Fact.class);
        assertThat(web.health().value()).isEqualTo("/health");
        assertThat(web.verify().value()).containsExactly(new Intent.Check("/health", 200, ""));
        assertThat(web.uses()).containsExactly("postgres");
        assertThat(web.strategy().value().kind()).isEqualTo(Kind.CANARY);
        assertThat(web.strategy().value().steps()).containsExactly(10, 50, 100);
        assertThat(web.strategy().value().dwell()).isEqualTo(Duration.ofSeconds(2));
        assertThat(service(intent, "worker").strategy().value().kind()).isEqualTo(Kind.ROLLING);
        assertThat(service(intent, "worker").port().value()).isZero();
        assertThat(intent.resources()).singleElement().satisfies(r -> {
            assertThat(r.kind().value()).isEqualTo("postgres");
            assertThat(r.kind().origin()).isInstanceOf(Resolved.Origin.Fact.class);
        });
        assertThat(intent.environments())
                .singleElement()
                .satisfies(e -> assertThat(e.name()).isEqualTo(EnvName.LOCAL));
    }

    @Test
    void declaredServicesAreMatchedByTheirFolderAndOutrankFacts() {
        Intent intent = resolve(shop().with("compose.yaml", """
                name: shop
                services:
                  jobs:
                    build: ./worker
                    depends_on: [db]
                  front:
                    build: {context: ./web}
                    ports: ["80:9191"]
                    environment: {MODE: fast, DB_PASSWORD: hunter2hunter2}
                    depends_on: [db]
                    x-slipway: {verify: [{get: /items, status: 200, contains: "[", header: {Accept: text/plain}}], slo: {availability: 99.9}}
                  db:
                    image: postgres:17
                """));
        assertThat(intent.app().value().value()).isEqualTo("shop");
        assertThat(intent.services()).extracting(s -> s.name().value()).containsExactly("front", "jobs");
        Intent.Service front = service(intent, "front");
        assertThat(front.component()).isEqualTo("web");
        assertThat(front.port().value()).isEqualTo(9191);
        assertThat(front.port().origin().text()).startsWith("compose.yaml:8");
        assertThat(front.verify().value())
                .containsExactly(new Intent.Check("/items", 200, "[", Map.of("Accept", "text/plain")));
        assertThat(front.environment()).containsOnlyKeys("MODE");
        assertThat(front.secrets()).containsOnlyKeys("DB_PASSWORD");
        assertThat(front.uses()).containsExactly("db");
        assertThat(front.strategy().value().maxErrorPercent()).isEqualTo(1);
        assertThat(service(intent, "jobs").role().value()).isEqualTo(Role.WORKER);
        assertThat(intent.resources()).extracting(Intent.Resource::name).containsExactly("db");
        assertThat(intent.toString()).doesNotContain("hunter2hunter2");
    }

    @Test
    void aDeclaredStoreServesANeedThatNobodyWiredUp() {
        Intent intent = resolve(shop().with("compose.yaml", "services:\n  db:\n    image: postgres:16\n"));
        assertThat(service(intent, "web").uses()).containsExactly("db");
        assertThat(intent.resources()).hasSize(1);
        assertThat(intent.services()).hasSize(2);
    }

    @Test
    void oneFolderMayRunTwiceWithDifferentCommands() {
        Intent intent = resolve(
                Repo.of(
                        "app.py",
                        "from flask import Flask\napp = Flask(__name__)\n",
                        "requirements.txt",
                        "flask\n",
                        "compose.yaml",
                        "services:\n  worker:\n    build: .\n    command: [python, -m, work]\n  web:\n    build: .\n    ports: ['5000:5000']\n"));
        assertThat(intent.services()).extracting(s -> s.name().value()).containsExactly("web", "worker");
        assertThat(service(intent, "worker").role().value()).isEqualTo(Role.WORKER);
        assertThat(service(intent, "worker").command().value()).containsExactly("python3", "-m", "work");
        assertThat(service(intent, "web").component())
                .isEqualTo(service(intent, "worker").component());
    }

    @Test
    void aMonorepoBuiltFromTheRootIsMatchedByItsDockerfile() {
        Intent intent = resolve(
                shop().with(
                                "web/Dockerfile", "FROM node\n",
                                "compose.yaml",
                                        "services:\n  site:\n    build: {context: ., dockerfile: web/Dockerfile}\n    ports: ['9090']\n"));
        assertThat(service(intent, "site").component()).isEqualTo("web");
        assertThat(service(intent, "site").dockerfile().value()).isEqualTo("web/Dockerfile");
    }

    @Test
    void servicesComeAfterWhatTheyUseAndWebBeforeWorkers() {
        Intent intent = resolve(
                Repo.of(
                        "a/package.json",
                        WORKER,
                        "a/work.js",
                        "x",
                        "b/package.json",
                        WEB,
                        "b/server.js",
                        "app.listen(1234)",
                        "c/package.json",
                        WEB,
                        "c/server.js",
                        "app.listen(1235)",
                        "compose.yaml",
                        "services:\n  a: {build: ./a}\n  b: {build: ./b, ports: ['1234'], depends_on: [c]}\n  c: {build: ./c, ports: ['1235']}\n"));
        assertThat(intent.services()).extracting(s -> s.name().value()).containsExactly("c", "b", "a");
    }

    @Test
    void aCircleIsAProblemThatNamesIt() {
        Repo repo = shop().with(
                        "compose.yaml",
                        "services:\n  web: {build: ./web, x-slipway: {uses: [worker]}}\n  worker: {build: ./worker, x-slipway: {uses: [web]}}\n");
        assertThatThrownBy(() -> resolve(repo))
                .isInstanceOf(SlipwayException.class)
                .hasMessageContaining("circle");
    }

    @Test
    void saysWhereNothingCanBeBuilt() {
        Repo repo =
                shop().with("compose.yaml", "services:\n  web:\n    build: ./wbe\n  other:\n    build: ./nothing\n");
        assertThatThrownBy(() -> resolve(repo)).isInstanceOfSatisfying(SlipwayException.class, e -> {
            assertThat(e.problems()).hasSize(2);
            assertThat(e.problems().getFirst().where()).startsWith("compose.yaml:3");
            assertThat(e.problems().getFirst().fix()).contains("did you mean build: ./web?");
        });
    }

    @Test
    void anEmptyRepositoryIsAProblem() {
        assertThatThrownBy(() -> resolve(Repo.of("README.md", "x")))
                .isInstanceOf(SlipwayException.class)
                .hasMessageContaining("no service");
    }

    @Test
    void aCustomaryPortSaysThatItIsOne() {
        Intent intent = resolve(Repo.of(
                "requirements.txt",
                "django\ngunicorn\n",
                "manage.py",
                "os.environ.setdefault('DJANGO_SETTINGS_MODULE', 'a.settings')\n",
                "a/wsgi.py",
                ""));
        Resolved<Integer> port = intent.services().getFirst().port();
        assertThat(port.value()).isEqualTo(8000);
        assertThat(port.origin().text()).contains("customary for Django");
    }

    @Test
    void aServiceWithADatabaseFileIsRecreatedWithOneInstance() {
        Intent intent = resolve(Repo.of(
                "package.json",
                WEB.replace("\"pg\"", "\"better-sqlite3\""),
                "server.js",
                "app.listen(process.env.PORT || 1)",
                "compose.yaml",
                "services:\n  web: {build: ., ports: ['3000'], deploy: {replicas: 3}}\n"));
        assertThat(intent.services().getFirst().strategy().value().kind()).isEqualTo(Kind.RECREATE);
        assertThat(intent.services().getFirst().replicas().value()).isEqualTo(1);
    }

    @Test
    void anImageNeedsNoComponent() {
        Intent intent = resolve(
                Repo.of("compose.yaml", "services:\n  hello:\n    image: acme/hello:1.0\n    ports: ['8080:80']\n"));
        Intent.Service s = intent.services().getFirst();
        assertThat(s.image().value()).isEqualTo("acme/hello:1.0");
        assertThat(s.component()).isEmpty();
        assertThat(s.role().value()).isEqualTo(Role.WEB);
        assertThat(s.port().value()).isEqualTo(80);
    }

    @Test
    void environmentsCarryTheirDefaults() {
        Intent intent = resolve(
                shop().with(
                                "slipway.yaml",
                                "x-slipway:\n  environments:\n    dev: {target: local}\n    prod: {target: kubernetes, cloud: aws, strategy: {steps: [5, 100], dwell: 30s}}\n"),
                Flags.of(new EnvName("prod")));
        Intent.Environment prod = intent.environment(new EnvName("prod")).orElseThrow();
        assertThat(prod.production()).isTrue();
        assertThat(prod.waivable()).isEmpty();
        assertThat(prod.gates()).containsExactly(dev.slipway.plan.GateId.APPROVAL);
        assertThat(service(intent, "web").strategy().value().steps()).containsExactly(5, 100);
        assertThat(service(intent, "web").strategy().value().dwell()).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void aFlagOutranksTheFile() {
        Intent intent = resolve(
                shop().with("compose.yaml", "name: shop\nservices:\n  web: {build: ./web}\n"),
                new Flags("mine", EnvName.LOCAL));
        assertThat(intent.app().value().value()).isEqualTo("mine");
        assertThat(intent.app().origin().text()).isEqualTo("flag --app");
    }

    @Test
    void explainsEachFieldAndItsOriginAndNoSecret() {
        Intent intent = resolve(shop().with(
                        "compose.yaml",
                        "services:\n  web:\n    build: ./web\n    environment: {API_TOKEN: supersecretvalue}\n"));
        List<Explain.Explained> all = Explain.all(intent);
        assertThat(all).anySatisfy(e -> {
            assertThat(e.field()).isEqualTo("services.web.port");
            assertThat(e.value()).isEqualTo("9090");
            assertThat(e.origin()).contains("web/server.js:2");
        });
        assertThat(all.toString()).doesNotContain("supersecretvalue").contains("services.web.secrets.API_TOKEN");
        assertThat(Explain.fields(intent, "port")).isNotEmpty();
        assertThat(Explain.fields(intent, "strategy.kind")).isNotEmpty();
        assertThatThrownBy(() -> Explain.fields(intent, "prot"))
                .hasMessageContaining("prot")
                .isInstanceOfSatisfying(
                        SlipwayException.class,
                        e -> assertThat(e.problems().getFirst().fix()).contains("port"));
    }

    @Test
    void aPortFixedInCodeIsReplacedInPlaceOnOneMachine() {
        Intent.Service web = resolve(Repo.of(
                        "package.json",
                        "{\"name\":\"todo\",\"main\":\"index.js\",\"dependencies\":{\"express\":\"4\"}}",
                        "index.js",
                        "app.listen(3000)",
                        "compose.yaml",
                        "services:\n  todo:\n    build: .\n    ports: ['3000:3000']\n    deploy: {replicas: 3}\n"))
                .services()
                .getFirst();
        assertThat(web.strategy().value().kind()).isEqualTo(Kind.RECREATE);
        assertThat(web.strategy().origin().text()).contains("fixed in code");
        assertThat(web.replicas().value()).isEqualTo(1);
    }
}

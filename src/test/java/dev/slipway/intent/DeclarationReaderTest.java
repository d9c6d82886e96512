package dev.slipway.intent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.base.EnvName;
import dev.slipway.base.Secret;
import dev.slipway.base.SlipwayException;
import dev.slipway.exec.files.FileView;
import dev.slipway.intent.Declaration.Probe;
import dev.slipway.intent.Declaration.Variable.Content;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DeclarationReaderTest {
    private static final String SHOP = """
            name: shop
            services:
              web:
                build: ./web
                ports: ["8080"]
                environment: {DATABASE_URL: "${DB_URL}", MODE: "${MODE:-fast}"}
                depends_on: {db: {condition: service_healthy}}
                healthcheck: {test: ["CMD", "curl", "-f", "http://localhost:8080/healthz"], interval: 10s}
                x-slipway: {expose: {host: shop.example.com, tls: true}, health: {ready: /readyz, live: /livez}, slo: {availability: 99.9, latency: {p95: 300ms}}}
              worker:
                build: ./worker
                command: ["python", "-m", "worker"]
                depends_on: [db]
                x-slipway: {scale: {metric: queue_depth, target: 100}}
              db:
                image: postgres:17
                environment: {POSTGRES_PASSWORD: "${DB_PASSWORD:?set it in .env}"}
                volumes: ["db:/var/lib/postgresql/data"]
                healthcheck: {test: ["CMD", "pg_isready", "-U", "postgres"], interval: 5s}
                x-slipway: {kind: postgres, managed: [staging, prod], backup: {rpo: 5m, rto: 1h, keep: 30d}}
            volumes: {db: {}}
            x-slipway:
              version: 1
              team: payments
              load: {users: 20000, rps: 300, data: 20GB}
              compliance: [soc2, gdpr]
              ci: github
              environments:
                dev:     {target: local}
                staging: {target: kubernetes, cloud: aws, regions: [eu-west-1], size: 25%}
                prod:    {target: kubernetes, cloud: aws, regions: [eu-west-1, us-east-1], strategy: canary, gates: [slo, approval: sre]}
            """;

    @Test
    void readsTheIntentOfTheReference() {
        Declaration d = Declared.of(SHOP, Map.of("DB_URL", "postgres://app:pw@db/shop", "DB_PASSWORD", "s3cret"));
        assertThat(d.name().toOptional().orElseThrow()).hasToString("shop");
        assertThat(d.services()).extracting(Declaration.Service::key).containsExactly("web", "worker");
        var web = d.services().getFirst();
        assertThat(web.place()).hasToString("compose.yaml:3:3");
        assertThat(web.build().toOptional().orElseThrow().context()).isEqualTo("web");
        assertThat(web.containerPort().resolved().orElseThrow().origin().text()).isEqualTo("compose.yaml:5:13");
        assertThat(web.healthPath().toOptional()).contains("/readyz");
        assertThat(web.healthcheck().toOptional().orElseThrow().path()).isEqualTo("/healthz");
        assertThat(web.healthcheck().toOptional().orElseThrow().port()).isEqualTo(8080);
        assertThat(Declared.variable(web.environment(), "DATABASE_URL").content())
                .isEqualTo(new Content.Hidden(Secret.of("postgres://app:pw@db/shop")));
        assertThat(Declared.variable(web.environment(), "MODE").content()).isEqualTo(new Content.Plain("fast"));
        assertThat(web.dependsOn().getFirst().condition()).isEqualTo("service_healthy");
        assertThat(web.wishes().expose().toOptional().orElseThrow().host()).isEqualTo("shop.example.com");
        assertThat(web.wishes().live().toOptional()).contains(new Probe.Path("/livez"));
        assertThat(web.wishes().latency().values().iterator().next().value()).isEqualTo(Duration.ofMillis(300));
        assertThat(d.services().getLast().commandLine().toOptional()).contains(List.of("python", "-m", "worker"));
        var db = d.resource("db").orElseThrow();
        assertThat(db.kind().value()).isEqualTo("postgres");
        assertThat(db.backupKeep().toOptional()).contains(Duration.ofDays(30));
        assertThat(Declared.variable(db.environment(), "POSTGRES_PASSWORD").content())
                .isInstanceOf(Content.Hidden.class);
        assertThat(d.settings().dataBytes().toOptional()).contains(20_000_000_000L);
        var prod = d.environment(new EnvName("prod")).orElseThrow();
        assertThat(prod.gates().toOptional().orElseThrow())
                .containsExactly(new Declaration.Gate.Named("slo"), new Declaration.Gate.Approval("sre", 1));
        assertThat(d.environments().get(1).size().toOptional()).contains(0.25);
        assertThat(d.notes()).isEmpty();
    }

    @Test
    void saysAllThatIsWrongAtOnceWithPlacesAndNearMisses() {
        String wrong = """
                name: shop
                services:
                  web:
                    build: ../outside
                    port: ["8080"]
                    depends_on: [bd]
                    environment: {A: "${B"}
                    x-slipway:
                      role: wep
                      stratgy: canary
                      verify: [{get: items, status: 2000}]
                      type: web
                  db:
                    image: postgres:17
                    x-slipway: {kind: pg}
                x-slipway:
                  apiVersion: 1
                  load: {users: 5k, data: 20gb}
                  environments:
                    prod: {target: k8s, strategy: bluegreen, size: 0.25}
                """;
        assertThat(String.join(
                        "\n",
                        Declared.problems(wrong).stream().map(Declared::shown).toList()))
                .isEqualTo("""
                        compose.yaml:4:12: services.web: the context is not inside the repository
                          only files of the repository are built
                          give a path relative to the repository's root
                        compose.yaml:5:5: unknown key 'port' in services.web
                          Compose knows no such key
                          did you mean `ports`?
                        compose.yaml:6:18: services.web.depends_on: there is no service 'bd'
                          allowed: web, db
                          did you mean `db`?
                        compose.yaml:7:22: '${' has no closing '}'
                          Compose puts variables in place in every value
                          write `${NAME}`, or `$$` for a dollar sign
                        compose.yaml:9:13: services.web.x-slipway.role: 'wep' is not known
                          allowed: web, worker, cron, job, static
                          did you mean `web`?
                        compose.yaml:10:7: unknown key 'stratgy' in services.web.x-slipway
                          allowed: role, expose, health, verify, slo, scale, uses, migrate, schedule, secrets, stop, cpu_ms, memory
                          did you mean `environments.NAME.strategy`?
                        compose.yaml:11:22: services.web.x-slipway.verify.get: 'items' is not a path that begins with /
                          did you mean `/items`?
                        compose.yaml:11:37: services.web.x-slipway.verify.status: '2000' is not a whole number from 100 to 599
                          give a whole number from 100 to 599
                        compose.yaml:12:7: unknown key 'type' in services.web.x-slipway
                          allowed: role, expose, health, verify, slo, scale, uses, migrate, schedule, secrets, stop, cpu_ms, memory
                          did you mean `role`?
                        compose.yaml:15:23: services.db.x-slipway.kind: 'pg' is not known
                          allowed: postgres, mysql, mariadb, sqlserver, mongo, redis, kafka, rabbitmq, nats, elasticsearch, opensearch, objectstore, smtp
                          did you mean `postgres`?
                        compose.yaml:17:3: unknown key 'apiVersion' in x-slipway
                          allowed: version, team, load, compliance, data, ci, iac, budget, registry, notify, files, environments
                          did you mean `version`?
                        compose.yaml:18:17: x-slipway.load.users: '5k' is not a whole number from 1 to 10000000
                          did you mean `5000`?
                        compose.yaml:18:27: x-slipway.load.data: '20gb' is not a size with its unit, such as 512MB or 20GB
                          did you mean `20GB`?
                        compose.yaml:20:20: x-slipway.environments.prod.target: 'k8s' is not known
                          allowed: local, container, compose, kubernetes, helm
                          did you mean `kubernetes`?
                        compose.yaml:20:35: x-slipway.environments.prod.strategy: 'bluegreen' is not known
                          allowed: rolling, blue-green, canary, recreate
                          did you mean `blue-green`?
                        compose.yaml:20:52: x-slipway.environments.prod.size: '0.25' is not 1% to 400%, or a factor such as 0.25x
                          did you mean `25%`?""");
    }

    @Test
    void aRepositoryWithoutFilesHasAnEmptyDeclaration() {
        Declaration d = DeclarationReader.read(FileView.of(Map.of("a.txt", "")), Map.of());
        assertThat(d).isEqualTo(Declaration.empty());
        assertThat(Declared.of("# nothing\n").services()).isEmpty();
    }

    @Test
    void threeLinesAreEnough() {
        Declaration d = Declared.of("name: my_shop\nservices:\n  my_web: {build: .}\n");
        assertThat(d.services().getFirst().name().value()).isEqualTo("my-web");
        assertThat(d.service("my-web")).isEqualTo(d.service("my_web"));
        assertThat(d.name().toOptional().orElseThrow()).hasToString("my-shop");
        assertThat(d.services().getFirst().build().toOptional().orElseThrow().context())
                .isEqualTo(".");
    }

    @Test
    void slipwayYamlStandsAloneAndOverTheComposeFile() {
        Declaration alone = DeclarationReader.read(
                FileView.of(Map.of(
                        "slipway.yaml", "name: a\nx-slipway: {team: core}\nservices: {web: {x-slipway: {role: web}}}")),
                Map.of());
        assertThat(alone.settings().team().toOptional()).contains("core");
        assertThat(alone.services().getFirst().build().isGiven()).isFalse();
        Declaration merged = DeclarationReader.read(
                FileView.of(
                        Map.of(
                                "docker-compose.yml",
                                "services: {web: {build: ./web, command: [a], ports: [\"1\"], environment: [A=1, B=2], x-slipway: {verify: [/a, /b]}}}",
                                "slipway.yaml",
                                "services: {web: {build: {target: t}, command: [b], ports: [\"2\", \"1\"], environment: {B: 3}, x-slipway: {verify: [/c], stop: 5s}}}")),
                Map.of());
        var web = merged.services().getFirst();
        assertThat(merged.files()).containsExactly("docker-compose.yml", "slipway.yaml");
        assertThat(web.build().toOptional().orElseThrow().context()).isEqualTo("web");
        assertThat(web.build().toOptional().orElseThrow().target()).isEqualTo("t");
        assertThat(web.command().toOptional()).contains(List.of("b"));
        assertThat(web.ports()).extracting(Declaration.Port::container).containsExactly(1, 2);
        assertThat(Declared.variable(web.environment(), "A").content()).isEqualTo(new Content.Plain("1"));
        assertThat(Declared.variable(web.environment(), "B").place().file()).isEqualTo("slipway.yaml");
        assertThat(web.wishes().verify().toOptional().orElseThrow()).hasSize(1);
    }

    @Test
    void readsTheFirstFileInComposesOrderAndSaysSo() {
        Declaration d = DeclarationReader.read(
                FileView.of(Map.of("compose.yml", "name: a", "docker-compose.yml", "name: b")), Map.of());
        assertThat(d.files()).containsExactly("compose.yml");
        assertThat(d.notes().getFirst().text()).contains("docker-compose.yml is not read");
    }

    @Test
    void tellsResourcesFromServices() {
        Declaration d = Declared.of("""
                services:
                  db: {image: "ghcr.io/x/pgvector/pgvector:pg16@sha256:abc"}
                  cache: {image: valkey/valkey}
                  mine: {build: ./db, x-slipway: {kind: postgres}}
                  queue: {image: "registry:5000/rabbitmq:3-management"}
                  tool: {image: adminer, profiles: [debug]}
                  proxy: {image: "nginx:1", ports: ["80"]}
                  sql: {image: mcr.microsoft.com/mssql/server:2022-latest}
                  web: {build: ., depends_on: [tool, db]}
                """);
        assertThat(d.resources().stream().map(r -> r.name() + "=" + r.kind().value()))
                .containsExactly("db=postgres", "cache=redis", "mine=postgres", "queue=rabbitmq", "sql=sqlserver");
        assertThat(d.services()).extracting(Declaration.Service::key).containsExactly("proxy", "web");
        assertThat(d.skipped()).extracting(Declaration.Skipped::reason).containsExactly("profile debug");
        assertThat(d.notes())
                .extracting(Declaration.Note::text)
                .containsExactly("web depends on tool, which is not shipped");
    }

    @Test
    void appliesTheOverridesOfAnEnvironmentAndValidatesAll() {
        String text = """
                services:
                  web: {build: ., ports: ["80"], deploy: {replicas: 1}, x-slipway: {stop: 5s}}
                x-slipway:
                  environments:
                    dev: {target: local}
                    prod: {target: kubernetes, services: {web: {deploy: {replicas: 3}, stop: 9s, environment: {A: b}}}}
                """;
        FileView view = FileView.of(Map.of("compose.yaml", text));
        var dev = DeclarationReader.read(view, Map.of(), new EnvName("dev"))
                .services()
                .getFirst();
        var prod = DeclarationReader.read(view, Map.of(), new EnvName("prod"))
                .services()
                .getFirst();
        assertThat(dev.replicas().toOptional()).contains(1);
        assertThat(prod.replicas().toOptional()).contains(3);
        assertThat(prod.stop().toOptional()).contains(Duration.ofSeconds(9));
        assertThat(prod.environment()).containsKey("A");
        assertThatThrownBy(() -> Declared.of(text.replace("replicas: 3", "replicas: many")))
                .isInstanceOf(SlipwayException.class)
                .hasMessageContaining("'many' is not a whole number");
        assertThatThrownBy(() -> Declared.of(text.replace("{web: {deploy", "{wep: {deploy")))
                .hasMessageContaining("there is no service 'wep'");
    }

    @Test
    void readsEnvFilesBelowTheEnvironment() {
        Declaration d = DeclarationReader.read(
                FileView.of(Map.of(
                        "compose.yaml",
                        "services: {web: {build: ., env_file: [a.env, {path: no.env, required: false}, gone.env], environment: [B=2, C, D]}}",
                        "a.env",
                        "A=1\nB=1\nURL=\"x-$A\"\nRAW='$A'\nAPI_TOKEN=abc\n")),
                Map.of("C", "outside"));
        var environment = d.services().getFirst().environment();
        assertThat(Declared.variable(environment, "A").content()).isEqualTo(new Content.Plain("1"));
        assertThat(Declared.variable(environment, "A").place()).hasToString("a.env:1:3");
        assertThat(Declared.variable(environment, "B").content()).isEqualTo(new Content.Plain("2"));
        assertThat(Declared.variable(environment, "C").content()).isEqualTo(new Content.Plain("outside"));
        assertThat(Declared.variable(environment, "URL").content()).isEqualTo(new Content.Plain("x-1"));
        assertThat(Declared.variable(environment, "RAW").content()).isEqualTo(new Content.Plain("$A"));
        assertThat(Declared.variable(environment, "API_TOKEN").content()).isInstanceOf(Content.Hidden.class);
        assertThat(environment).doesNotContainKey("D");
        assertThat(d.notes()).extracting(Declaration.Note::text).anyMatch(t -> t.contains("gone.env"));
    }

    @Test
    void mergesDotenvBelowTheProcessEnvironment() {
        assertThat(Variables.withDotenv(Map.of("A", "process"), ".env", "A=file\nB=${A}-b\nC='$A'\n"))
                .containsEntry("A", "process")
                .containsEntry("B", "process-b")
                .containsEntry("C", "$A");
        assertThatThrownBy(() -> Variables.withDotenv(Map.of(), ".env", "no line\n"))
                .isInstanceOf(SlipwayException.class);
    }

    @Test
    void followsExtendsInTheSameFile() {
        Declaration d = Declared.of("""
                services:
                  base: {build: ., environment: {A: 1}, profiles: [never]}
                  web: {extends: base, environment: {B: 2}, profiles: []}
                  other: {extends: {service: web}}
                """);
        assertThat(d.skipped()).extracting(Declaration.Skipped::key).contains("base");
        assertThat(Declared.problem("services: {a: {extends: a}}")).contains("circle");
        assertThat(Declared.problem("services: {web: {extends: bas}, base: {build: .}}"))
                .contains("did you mean `base`?");
    }

    @Test
    void neverShowsASecretInAMessage() {
        String problem = Declared.shown(Declared.problems(
                        "services: {web: {build: ., deploy: {replicas: \"${DB_PASSWORD}\"}}}",
                        Map.of("DB_PASSWORD", "hunter2"))
                .getFirst());
        assertThat(problem).contains("the value of ${DB_PASSWORD}").doesNotContain("hunter2");
    }

    @Test
    void refusesSecretsWhereAllCanReadThem() {
        Map<String, String> known = Map.of("API_TOKEN", "t", "VERSION", "1");
        assertThat(Declared.problems("services: {web: {build: ., command: \"run --token $API_TOKEN\"}}", known))
                .hasSize(1);
        assertThat(Declared.problems("services: {web: {build: {context: ., args: {T: $API_TOKEN}}}}", known))
                .hasSize(1);
        assertThat(Declared.of("services: {web: {build: ., command: \"run $VERSION $$API_TOKEN\"}}", known)
                        .services()
                        .getFirst()
                        .command()
                        .toOptional())
                .contains(List.of("run", "1", "$API_TOKEN"));
    }

    @Test
    void findsCirclesAndNamesThatClash() {
        assertThat(Declared.problem("services: {a: {build: ., depends_on: [b]}, b: {build: ., depends_on: [a]}}"))
                .contains("a -> b -> a");
        assertThat(Declared.problem("services: {a_b: {build: .}, a-b: {build: .}}"))
                .contains("both be called a-b");
    }

    @Test
    void ignoresForeignKeysAndReportsNearMisses() {
        Declared.of("x-anything: 1\nvendor_thing: 1\nservices: {web: {build: ., x-foo: 1, completely_else: 2}}");
        assertThat(Declared.problem("servises: {web: {build: .}}")).contains("did you mean `services`?");
        assertThat(Declared.problem("services: {web: {build: ., enviroment: {}}}"))
                .contains("did you mean `environment`?");
        assertThat(Declared.problem("services: {web: {build: ., role: web}}")).contains("write it below `x-slipway:`");
        assertThat(Declared.problem("environments: {dev: {}}")).contains("write it below `x-slipway:`");
    }
}

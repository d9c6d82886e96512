package dev.slipway.assess.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.assess.Fact;
import dev.slipway.assess.ProjectModel.Component;
import dev.slipway.assess.Recipe;
import dev.slipway.assess.Repo;
import dev.slipway.base.Confidence;
import dev.slipway.intent.Intent.Role;
import org.junit.jupiter.api.Test;

class MavenDetectorTest {
    static final String BOOT_POM = """
            <project>
              <parent>
                <groupId>org.springframework.boot</groupId>
                <artifactId>spring-boot-starter-parent</artifactId>
                <version>3.5.6</version>
              </parent>
              <groupId>com.example</groupId>
              <artifactId>clinic</artifactId>
              <version>1.2.0</version>
              <properties>
                <java.version>17</java.version>
              </properties>
              <dependencies>
                <dependency><groupId>org.springframework.boot</groupId><artifactId>spring-boot-starter-web</artifactId></dependency>
                <dependency><groupId>org.springframework.boot</groupId><artifactId>spring-boot-starter-actuator</artifactId></dependency>
                <dependency>
                  <groupId>org.postgresql</groupId>
                  <artifactId>postgresql</artifactId>
                  <scope>runtime</scope>
                </dependency>
                <dependency><groupId>com.h2database</groupId><artifactId>h2</artifactId><scope>test</scope></dependency>
              </dependencies>
              <build><plugins><plugin>
                <groupId>org.springframework.boot</groupId><artifactId>spring-boot-maven-plugin</artifactId>
              </plugin></plugins></build>
            </project>
            """;

    static final String BOOT_MAIN = """
            package com.example.clinic;
            @SpringBootApplication
            public class ClinicApplication {
                public static void main(String[] args) { SpringApplication.run(ClinicApplication.class, args); }
            }
            """;

    private static Repo boot() {
        return Repo.of(
                "pom.xml", BOOT_POM,
                "src/main/java/com/example/clinic/ClinicApplication.java", BOOT_MAIN,
                "src/test/java/com/example/clinic/ClinicTests.java", "class ClinicTests {}");
    }

    @Test
    void findsASpringBootServiceWithItsFactsAndPlaces() {
        Component c = boot().service();
        assertThat(c.name().value()).isEqualTo("clinic");
        assertThat(c.path()).isEqualTo(".");
        assertThat(c.language().known()).contains("java");
        assertThat(c.frameworks()).extracting(f -> f.known().orElse("")).containsExactly("spring-boot");
        assertThat(c.version()).isInstanceOfSatisfying(Fact.Known.class, k -> {
            assertThat(k.value()).isEqualTo("17");
            assertThat(k.confidence()).isEqualTo(Confidence.CERTAIN);
            assertThat(((Fact.Evidence) k.evidence().getFirst()).place()).hasToString("pom.xml:11");
        });
        assertThat(c.role().known()).contains(Role.WEB);
        assertThat(c.port().known()).isEmpty();
        assertThat(c.port().orCustomary()).contains(8080);
        assertThat(c.health().known()).contains("/actuator/health/readiness");
        assertThat(Repo.needs(c)).containsExactly("postgres");
        assertThat(c.build().known()).contains("mvn -B -ntp -DskipTests package");
        assertThat(c.test().known()).contains("mvn -B -ntp test");
    }

    @Test
    void packsABootJarByItsExactNameAndLetsTheTargetGiveThePort() {
        Recipe r = boot().service().recipe();
        assertThat(r.outputs()).singleElement().satisfies(o -> {
            assertThat(o.from()).isEqualTo("target/clinic-1.2.0.jar");
            assertThat(o.how()).isEqualTo(Recipe.How.EXPLODE_BOOT_JAR);
        });
        assertThat(r.start()).containsExactly("java", "-cp", "/app/classes:/app/lib/*", "${MAIN}");
        assertThat(r.environment()).containsEntry("SERVER_PORT", "${PORT}").containsEntry("PORT", "${PORT}");
        assertThat(r.junit()).containsExactly("target/surefire-reports/*.xml");
        assertThat(r.tools()).extracting(Recipe.Tool::name).containsExactly("java", "mvn");
        assertThat(r.tools().getFirst().version()).isEqualTo("17");
        assertThat(r.tools().getFirst().use()).isEqualTo(Recipe.Use.BOTH);
    }

    @Test
    void readsThePortOfTheBaseConfigurationAndKeepsProfilesApart() {
        Component c = boot().with(
                        "src/main/resources/application.yml",
                        "spring:\n  application:\n    name: x\nserver:\n  port: 9090\n---\nspring:\n  config:\n    activate:\n      on-profile: dev\nserver:\n  port: 9191\n",
                        "src/main/resources/application-prod.properties",
                        "server.port=80\n")
                .service();
        Fact.Known<Integer> port = (Fact.Known<Integer>) c.port();
        assertThat(port.value()).isEqualTo(9090);
        assertThat(port.confidence()).isEqualTo(Confidence.CERTAIN);
        assertThat(port.evidence().getFirst().place()).hasToString("src/main/resources/application.yml:5");
        assertThat(port.alternatives()).extracting(Fact.Alternative::value).containsExactlyInAnyOrder(9191, 80);
    }

    @Test
    void picksNoPortSilentlyWhenOnlyProfilesSetOne() {
        Repo repo = boot().with("src/main/resources/application-prod.yml", "server:\n  port: 9999\n");
        assertThat(repo.service().port().known()).isEmpty();
        assertThat(repo.service().port().orCustomary()).contains(8080);
        assertThat(repo.rules()).contains("ASSESS-PORT-BY-PROFILE");
    }

    @Test
    void takesTheDefaultOfAPlaceholder() {
        Component c = boot().with("src/main/resources/application.properties", "server.port=${PORT:8081}\n")
                .service();
        assertThat(c.port()).isInstanceOfSatisfying(Fact.Known.class, k -> {
            assertThat(k.value()).isEqualTo(8081);
            assertThat(k.confidence()).isEqualTo(Confidence.HIGH);
        });
    }

    @Test
    void looksUpAFilteredPropertyInTheBuild() {
        Component c = boot().with(
                        "pom.xml",
                        BOOT_POM.replace("<java.version>", "<http.port>8123</http.port><java.version>"),
                        "src/main/resources/application.properties",
                        "server.port=@http.port@\n")
                .service();
        assertThat(c.port().known()).contains(8123);
    }

    @Test
    void doesNotTakeADriverForANeedWhenAnEmbeddedDatabaseIsTheDefault() {
        Repo repo = boot().with(
                        "pom.xml",
                        BOOT_POM.replace(
                                "<artifactId>h2</artifactId><scope>test</scope>",
                                "<artifactId>h2</artifactId><scope>runtime</scope>"));
        assertThat(repo.service().needs())
                .singleElement()
                .satisfies(
                        f -> assertThat(((Fact.Known<String>) f).confidence()).isEqualTo(Confidence.LOW));
    }

    @Test
    void readsTheStoreFromTheDatasourceUrl() {
        Component c = boot().with(
                        "src/main/resources/application.properties", "spring.datasource.url=jdbc:postgresql://db/x\n")
                .service();
        assertThat(c.needs())
                .singleElement()
                .satisfies(
                        f -> assertThat(((Fact.Known<String>) f).confidence()).isEqualTo(Confidence.HIGH));
    }

    @Test
    void makesAWorkerOfASpringApplicationWithoutWeb() {
        Component c = boot().with(
                        "pom.xml",
                        BOOT_POM.replace("spring-boot-starter-web<", "spring-boot-starter-amqp<")
                                .replace("spring-boot-starter-actuator", "spring-boot-starter-json"))
                .service();
        assertThat(c.role().known()).contains(Role.WORKER);
        assertThat(Repo.needs(c)).contains("rabbitmq");
    }

    @Test
    void prefixesTheHealthPathWithContextAndBasePath() {
        Component c = boot().with(
                        "src/main/resources/application.properties",
                        "server.servlet.context-path=/clinic\nmanagement.endpoints.web.base-path=/manage\n")
                .service();
        assertThat(c.health().known()).contains("/clinic/manage/health/readiness");
    }

    @Test
    void knowsTheFrameworkWhenTheParentIsRemote() {
        Repo repo = Repo.of(
                "pom.xml",
                "<project><parent><groupId>corp</groupId><artifactId>parent</artifactId><version>7</version></parent><artifactId>a</artifactId>"
                        + "<dependencies><dependency><groupId>org.springframework.boot</groupId><artifactId>spring-boot-starter-webflux</artifactId></dependency></dependencies></project>",
                "src/main/java/A.java",
                "public class A { public static void main(String[] a) {} }");
        Component c = repo.service();
        assertThat(c.frameworks()).extracting(f -> f.known().orElse("")).containsExactly("spring-boot");
        assertThat(c.version().known()).isEmpty();
        assertThat(c.recipe().tools().getFirst().version()).isEmpty();
    }

    private static final String PLAIN_POM = """
            <project>
              <groupId>shop</groupId><artifactId>web</artifactId><version>1.0-SNAPSHOT</version>
              <properties><maven.compiler.release>17</maven.compiler.release></properties>
              <dependencies>
                <dependency><groupId>org.postgresql</groupId><artifactId>postgresql</artifactId><version>42.7.4</version></dependency>
                <dependency><groupId>org.junit.jupiter</groupId><artifactId>junit-jupiter</artifactId><version>5.11.0</version><scope>test</scope></dependency>
              </dependencies>
            </project>
            """;

    private static final String PLAIN_MAIN = """
            package shop;
            import com.sun.net.httpserver.HttpServer;
            public final class Main {
                public static void main(String[] args) throws Exception {
                    int port = Integer.parseInt(System.getenv().getOrDefault("PORT", "8080"));
                    HttpServer server = HttpServer.create(new InetSocketAddress(port), 0);
                    server.createContext("/items", Main::items);
                    server.createContext("/health", Main::health);
                    server.start();
                }
            }
            """;

    @Test
    void packsAPlainMainWithItsDependenciesApart() {
        Component c = Repo.of("pom.xml", PLAIN_POM, "src/main/java/shop/Main.java", PLAIN_MAIN)
                .service();
        assertThat(c.role().known()).contains(Role.WEB);
        assertThat(c.port()).isInstanceOfSatisfying(Fact.Known.class, k -> {
            assertThat(k.value()).isEqualTo(8080);
            assertThat(k.confidence()).isEqualTo(Confidence.HIGH);
        });
        assertThat(c.health().known()).contains("/health");
        Recipe r = c.recipe();
        assertThat(r.start()).containsExactly("java", "-cp", "/app/classes:/app/lib/*", "shop.Main");
        assertThat(r.outputs())
                .extracting(Recipe.Output::from)
                .containsExactly("${OUT}/lib", "target/web-1.0-SNAPSHOT.jar");
        assertThat(r.build().getLast().arguments())
                .contains(
                        "org.apache.maven.plugins:maven-dependency-plugin:3.9.0:copy-dependencies",
                        "-DoutputDirectory=${OUT}/lib");
        assertThat(r.environment()).containsEntry("PORT", "${PORT}");
    }

    @Test
    void buildsAModuleFromTheReactorRootWithWhatItNeeds() {
        String parent =
                "<project><groupId>g</groupId><artifactId>p</artifactId><version>3</version><packaging>pom</packaging>"
                        + "<properties><java.release>21</java.release><maven.compiler.release>${java.release}</maven.compiler.release></properties>"
                        + "<modules><module>core</module><module>web</module><module>worker</module></modules></project>";
        String module =
                "<project><parent><groupId>g</groupId><artifactId>p</artifactId><version>3</version></parent><artifactId>%s</artifactId>"
                        + "<dependencies>%s</dependencies></project>";
        String core = "<dependency><groupId>g</groupId><artifactId>core</artifactId><version>3</version></dependency>";
        Repo repo = Repo.of(
                "pom.xml",
                parent,
                "core/pom.xml",
                module.formatted(
                        "core",
                        "<dependency><groupId>org.postgresql</groupId><artifactId>postgresql</artifactId></dependency>"),
                "core/src/main/java/Store.java",
                "public class Store {}",
                "core/src/test/java/StoreTest.java",
                "class StoreTest {}",
                "web/pom.xml",
                module.formatted("web", core),
                "web/src/main/java/shop/Main.java",
                PLAIN_MAIN,
                "worker/pom.xml",
                module.formatted("worker", core),
                "worker/src/main/java/shop/Work.java",
                "package shop;\nclass Work {\n  void main() {}\n}\n");
        assertThat(repo.model().services()).extracting(c -> c.name().value()).containsExactly("web", "worker");
        assertThat(repo.model().libraries()).extracting(Component::path).containsExactly("core");
        Component web = repo.service("web");
        assertThat(web.build().known()).contains("mvn -B -ntp -pl web -am -DskipTests package");
        assertThat(web.recipe().build().getFirst().folder()).isEqualTo(".");
        assertThat(web.version().known()).contains("21");
        assertThat(Repo.needs(web)).containsExactly("postgres");
        assertThat(web.recipe().junit()).contains("../core/target/surefire-reports/*.xml");
        assertThat(web.recipe().outputs().getFirst().from()).isEqualTo("${OUT}/lib/web");
        assertThat(repo.service("worker").recipe().start()).endsWith("shop.Work");
        assertThat(repo.service("worker").role().known()).contains(Role.WORKER);
    }

    @Test
    void usesTheWrapperOnlyWhenItIsComplete() {
        Repo half = Repo.of("pom.xml", PLAIN_POM, "mvnw", "#!/bin/sh", "src/main/java/shop/Main.java", PLAIN_MAIN);
        assertThat(half.service().build().known().orElse("")).startsWith("mvn ");
        Repo whole = half.with(".mvn/wrapper/maven-wrapper.properties", "distributionUrl=x");
        assertThat(whole.service().build().known().orElse("")).startsWith("sh ./mvnw -B");
        assertThat(whole.service().recipe().tools())
                .extracting(Recipe.Tool::name)
                .containsExactly("java");
    }

    @Test
    void explodesAShadedJarAloneWithTheMainClassOfItsManifest() {
        String shade =
                "<build><plugins><plugin><artifactId>maven-shade-plugin</artifactId><configuration><transformers><transformer>"
                        + "<mainClass>shop.Other</mainClass></transformer></transformers></configuration></plugin></plugins></build></project>";
        Component c = Repo.of(
                        "pom.xml", PLAIN_POM.replace("</project>", shade), "src/main/java/shop/Main.java", PLAIN_MAIN)
                .service();
        assertThat(c.recipe().outputs())
                .singleElement()
                .satisfies(o -> assertThat(o.how()).isEqualTo(Recipe.How.EXPLODE_JAR));
        assertThat(c.recipe().start()).containsExactly("java", "-cp", "/app/classes", "shop.Other");
        assertThat(c.recipe().collect()).isEmpty();
    }

    @Test
    void runsVerifyWhereThereAreIntegrationTests() {
        String failsafe =
                "<build><plugins><plugin><artifactId>maven-failsafe-plugin</artifactId></plugin></plugins></build></project>";
        Component c = Repo.of(
                        "pom.xml",
                        PLAIN_POM.replace("</project>", failsafe),
                        "src/main/java/shop/Main.java",
                        PLAIN_MAIN,
                        "src/test/java/shop/ShopIT.java",
                        "class ShopIT {}")
                .service();
        assertThat(c.test().known()).contains("mvn -B -ntp verify");
        assertThat(c.recipe().junit()).contains("target/failsafe-reports/*.xml");
    }

    @Test
    void saysThatThereAreNoTests() {
        Component c = Repo.of("pom.xml", PLAIN_POM, "src/main/java/shop/Main.java", PLAIN_MAIN)
                .service();
        assertThat(c.recipe().test()).isEmpty();
        assertThat(c.test())
                .isInstanceOfSatisfying(
                        Fact.Unknown.class, u -> assertThat(u.reason()).isEqualTo("no tests found"));
    }

    @Test
    void knowsTheOtherFrameworksOfTheJvm() {
        String pom =
                "<project><groupId>g</groupId><artifactId>a</artifactId><version>1</version><properties>%s</properties>"
                        + "<dependencies>%s</dependencies><build><plugins>%s</plugins></build></project>";
        String dep = "<dependency><groupId>%s</groupId><artifactId>%s</artifactId></dependency>";
        Component quarkus = Repo.of(
                        "pom.xml",
                        pom.formatted(
                                "",
                                dep.formatted("io.quarkus", "quarkus-rest")
                                        + dep.formatted("io.quarkus", "quarkus-smallrye-health"),
                                "<plugin><groupId>io.quarkus.platform</groupId><artifactId>quarkus-maven-plugin</artifactId></plugin>"),
                        "src/main/resources/application.properties",
                        "quarkus.http.port=8888\n%dev.quarkus.http.port=1234\n")
                .service();
        assertThat(quarkus.recipe().start()).containsExactly("java", "-jar", "/app/quarkus-run.jar");
        assertThat(quarkus.port().known()).contains(8888);
        assertThat(quarkus.health().known()).contains("/q/health/ready");
        assertThat(quarkus.recipe().environment()).containsEntry("QUARKUS_HTTP_PORT", "${PORT}");

        Component vertx = Repo.of(
                        "pom.xml",
                        pom.formatted(
                                "<main.verticle>x.MainVerticle</main.verticle><exec.mainClass>io.vertx.core.Launcher</exec.mainClass>",
                                dep.formatted("io.vertx", "vertx-web"),
                                ""),
                        "src/main/java/x/MainVerticle.java",
                        "package x;\nclass MainVerticle {\n void start() { router.get(\"/healthz\").handler(ok); vertx.createHttpServer().listen(8080); }\n}")
                .service();
        assertThat(vertx.frameworks()).extracting(f -> f.known().orElse("")).containsExactly("vertx");
        assertThat(vertx.recipe().start()).endsWith("io.vertx.core.Launcher", "run", "x.MainVerticle");
        assertThat(vertx.port().known()).contains(8080);
        assertThat(vertx.health().known()).contains("/healthz");

        Component helidon = Repo.of(
                        "pom.xml",
                        pom.formatted(
                                "<mainClass>h.Main</mainClass>",
                                dep.formatted("io.helidon.webserver", "helidon-webserver")
                                        + dep.formatted(
                                                "io.helidon.webserver.observe", "helidon-webserver-observe-health"),
                                ""),
                        "src/main/resources/application.yaml",
                        "server:\n  port: 8085\n")
                .service();
        assertThat(helidon.port().known()).contains(8085);
        assertThat(helidon.health().known()).contains("/observe/health/ready");

        Component micronaut = Repo.of(
                        "pom.xml",
                        pom.formatted(
                                "<exec.mainClass>m.Application</exec.mainClass>",
                                dep.formatted("io.micronaut", "micronaut-http-server-netty")
                                        + dep.formatted("io.micronaut", "micronaut-management"),
                                ""))
                .service();
        assertThat(micronaut.role().known()).contains(Role.WEB);
        assertThat(micronaut.recipe().environment()).containsEntry("MICRONAUT_SERVER_PORT", "${PORT}");
    }

    @Test
    void aWorkerWithAHealthPortStaysAWorker() {
        Component c = Repo.of(
                        "pom.xml",
                        PLAIN_POM,
                        "src/main/java/shop/Main.java",
                        "package shop;\nclass Main {\n public static void main(String[] a) {\n  HttpServer.create(new InetSocketAddress(8081), 0).createContext(\"/health\", h);\n"
                                + "  new KafkaConsumer<>(props);\n }\n}")
                .service();
        assertThat(c.role().known()).contains(Role.WORKER);
    }

    @Test
    void reportsAJavaVersionFileBelowTheRelease() {
        Repo repo = Repo.of("pom.xml", PLAIN_POM, ".java-version", "11\n", "src/main/java/shop/Main.java", PLAIN_MAIN);
        assertThat(repo.rules()).contains("ASSESS-JAVA-VERSION");
    }

    @Test
    void aWarIsAServiceWithoutAStart() {
        Component c = Repo.of(
                        "pom.xml",
                        PLAIN_POM.replace("</version>\n  <prop", "</version><packaging>war</packaging>\n  <prop"))
                .service();
        assertThat(c.recipe().start()).isEmpty();
        assertThat(c.start()).isInstanceOf(Fact.Unknown.class);
    }
}

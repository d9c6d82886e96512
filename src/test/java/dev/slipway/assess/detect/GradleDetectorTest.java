package dev.slipway.assess.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.assess.ProjectModel.Component;
import dev.slipway.assess.Recipe;
import dev.slipway.assess.Repo;
import dev.slipway.intent.Intent.Role;
import org.junit.jupiter.api.Test;

class GradleDetectorTest {
    private static final String MAIN =
            "package x;\npublic class App {\n  public static void main(String[] a) { HttpServer.create(); }\n}\n";

    @Test
    void packsABootJar() {
        Component c = Repo.of(
                        "settings.gradle",
                        "rootProject.name = 'orders'\n",
                        "build.gradle",
                        "plugins {\n  id 'java'\n  id 'org.springframework.boot' version '3.5.0'\n}\njava { toolchain { languageVersion = JavaLanguageVersion.of(21) } }\ndependencies {\n  implementation 'org.springframework.boot:spring-boot-starter-web'\n  runtimeOnly 'org.postgresql:postgresql'\n  testImplementation 'com.h2database:h2'\n}\n",
                        "gradlew",
                        "#!/bin/sh",
                        "gradle/wrapper/gradle-wrapper.properties",
                        "distributionUrl=x",
                        "src/main/java/x/App.java",
                        "package x;\n@SpringBootApplication\npublic class App { public static void main(String[] a) {} }",
                        "src/test/java/x/AppTest.java",
                        "class AppTest {}")
                .service();
        assertThat(c.name().value()).isEqualTo("orders");
        assertThat(c.frameworks().getFirst().known()).contains("spring-boot");
        assertThat(c.version().known()).contains("21");
        assertThat(c.role().known()).contains(Role.WEB);
        assertThat(Repo.needs(c)).containsExactly("postgres");
        assertThat(c.build().known()).contains("sh ./gradlew --no-daemon --console=plain :assemble");
        assertThat(c.test().known().orElse("")).endsWith(":check");
        assertThat(c.recipe().outputs().getFirst().excludes()).contains("*-plain.jar");
        assertThat(c.recipe().tools()).extracting(Recipe.Tool::name).containsExactly("java");
    }

    @Test
    void installsWithTheApplicationPlugin() {
        Component c = Repo.of(
                        "settings.gradle.kts",
                        "rootProject.name = \"tool\"\n",
                        "build.gradle.kts",
                        "plugins {\n    application\n    kotlin(\"jvm\") version \"2.0.0\"\n}\nversion = \"1.4\"\napplication { mainClass.set(\"x.AppKt\") }\nkotlin { jvmToolchain(17) }\ndependencies { implementation(\"io.javalin:javalin:6.1.3\") }\n",
                        "src/main/kotlin/x/App.kt",
                        "package x\nfun main() { Javalin.create().start(7070) }\n")
                .service();
        assertThat(c.language().known()).contains("kotlin");
        assertThat(c.recipe().start()).containsExactly("java", "-cp", "/app/classes:/app/lib/*", "x.AppKt");
        assertThat(c.recipe().outputs())
                .extracting(Recipe.Output::from)
                .containsExactly("build/install/tool/lib", "build/install/tool/lib/tool-1.4.jar");
        assertThat(c.port().known()).contains(7070);
        assertThat(c.version().known()).contains("17");
        assertThat(c.recipe().tools()).extracting(Recipe.Tool::name).containsExactly("java", "gradle");
    }

    @Test
    void readsCatalogsConventionPluginsAndLeavesTheRootOut() {
        Repo repo = Repo.of(
                "settings.gradle.kts", "rootProject.name = \"mono\"\ninclude(\":core\", \":services:api\")\n",
                "build.gradle.kts", "plugins {\n    alias(libs.plugins.boot) apply false\n}\n",
                "gradle/libs.versions.toml",
                        "[versions]\nboot = \"3.4.0\"\n[libraries]\nboot-web = { module = \"org.springframework.boot:spring-boot-starter-web\" }\npg = \"org.postgresql:postgresql:42.7.3\"\n[plugins]\nboot = { id = \"org.springframework.boot\", version.ref = \"boot\" }\n",
                "buildSrc/src/main/kotlin/my.service.gradle.kts",
                        "plugins {\n    id(\"org.springframework.boot\")\n}\njava { toolchain { languageVersion.set(JavaLanguageVersion.of(25)) } }\n",
                "core/build.gradle.kts", "plugins { `java-library` }\ndependencies {\n    implementation(libs.pg)\n}\n",
                "core/src/main/java/Core.java", "class Core {}",
                "services/api/build.gradle.kts",
                        "plugins {\n    id(\"my.service\")\n}\ndependencies {\n    implementation(project(\":core\"))\n    implementation(libs.boot.web)\n}\n",
                "services/api/src/main/java/Api.java", "public class Api { public static void main(String[] a) {} }");
        Component api = repo.service();
        assertThat(api.path()).isEqualTo("services/api");
        assertThat(api.version().known()).contains("25");
        assertThat(Repo.needs(api)).containsExactly("postgres");
        assertThat(api.build().known().orElse("")).endsWith(":services:api:assemble");
        assertThat(repo.model().libraries()).extracting(Component::path).containsExactly("core");
    }

    @Test
    void saysWhatIsMissingWhereNothingPacksTheDependencies() {
        Repo repo = Repo.of(
                "build.gradle",
                "plugins { id 'java' }\ndependencies {\n  implementation 'a:b:1'\n}\n",
                "src/main/java/x/App.java",
                MAIN);
        Component c = repo.service();
        assertThat(c.recipe().start()).isEmpty();
        assertThat(c.start().toString()).contains("application plugin");
    }
}

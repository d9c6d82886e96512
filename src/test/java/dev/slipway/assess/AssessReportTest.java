package dev.slipway.assess;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.base.wire.Json;
import org.junit.jupiter.api.Test;

class AssessReportTest {
    private static final Repo REPO = Repo.of(
            "web/pom.xml",
            "<project><groupId>g</groupId><artifactId>web</artifactId><version>1</version>\n<properties><maven.compiler.release>17</maven.compiler.release></properties>\n<dependencies><dependency><groupId>org.postgresql</groupId><artifactId>postgresql</artifactId></dependency></dependencies></project>",
            "web/src/main/java/Main.java",
            "class Main { public static void main(String[] a) {\n HttpServer.create(new InetSocketAddress(Integer.parseInt(System.getenv().getOrDefault(\"PORT\", \"8080\"))), 0);\n}}",
            "worker/pom.xml",
            "<project><groupId>g</groupId><artifactId>worker</artifactId><version>1</version></project>",
            "worker/src/main/java/Work.java",
            "class Work { public static void main(String[] a) { } }",
            "lib/package.json",
            "{\"name\":\"lib\"}");

    @Test
    void theJsonHasTheStableFields() {
        String json = Json.write(AssessReport.of(REPO.model()).record());
        assertThat(json)
                .contains(
                        "\"services\":[{\"name\":\"web\",\"path\":\"web\",\"language\":{\"value\":\"java\",\"confidence\":\"certain\",\"evidence\":[{\"file\":\"web/pom.xml\",\"line\":1")
                .contains(
                        "\"port\":{\"value\":8080,\"confidence\":\"high\",\"evidence\":[{\"file\":\"web/src/main/java/Main.java\",\"line\":2")
                .contains("\"health\":{\"value\":null,\"confidence\":\"none\"")
                .contains("\"needs\":[{\"value\":\"postgres\"")
                .contains("\"libraries\":[{\"name\":\"lib\"")
                .contains(
                        "\"test\":{\"value\":null,\"confidence\":\"none\",\"evidence\":[],\"customary\":null,\"reason\":\"no tests found\"")
                .contains("\"files\":5");
    }

    @Test
    void theSummaryIsOneLine() {
        assertThat(AssessReport.summary(REPO.model()))
                .isEqualTo("2 services: web (Java 17, Maven, :8080) · worker · needs postgres");
    }

    @Test
    void theTextNamesPlacesAndSaysWhatIsUnknown() {
        assertThat(AssessReport.of(REPO.model()).text())
                .anySatisfy(l -> assertThat(l).contains("port", "8080", "web/src/main/java/Main.java:2 (high)"))
                .anySatisfy(l -> assertThat(l).contains("test", "unknown: no tests found"))
                .anySatisfy(l -> assertThat(l).startsWith("libraries"));
    }
}

package dev.slipway.assess.detect;

import java.util.List;
import java.util.Optional;

/**
 * JVM frameworks: one row each. Ports are the frameworks' documented defaults, used only as customs.
 */
final class JvmFrameworks {
    /**
     * A framework.
     *
     * @param id value of the fact
     * @param label for people
     * @param markers dependency or plugin names, {@code *} at an end
     * @param web dependencies that make it a web service; {@code *} alone when the framework is one by itself
     * @param port customary; 0 when it has none
     * @param portKey configuration key; empty when there is none
     * @param portVariable environment variable that the framework reads for it; empty when there is none
     */
    record Row(
            String id,
            String label,
            List<String> markers,
            List<String> web,
            int port,
            String portKey,
            String portVariable) {}

    /** In order of precedence: the first that matches is the one that starts. */
    static final List<Row> ROWS = List.of(
            new Row(
                    "spring-boot",
                    "Spring Boot",
                    List.of("org.springframework.boot:*", "org.springframework.boot"),
                    List.of(
                            "*:spring-boot-starter-web",
                            "*:spring-boot-starter-webmvc",
                            "*:spring-boot-starter-webflux",
                            "*:spring-boot-starter-jersey",
                            "*:spring-boot-starter-data-rest",
                            "*:spring-boot-starter-graphql",
                            "*:spring-boot-starter-hateoas",
                            "*:spring-boot-starter-web-services",
                            "*:spring-boot-starter-jetty",
                            "*:spring-boot-starter-tomcat",
                            "*:spring-cloud-starter-gateway*",
                            "*:spring-cloud-starter-netflix-eureka-server",
                            "*:spring-cloud-config-server"),
                    8080,
                    "server.port",
                    "SERVER_PORT"),
            new Row(
                    "quarkus",
                    "Quarkus",
                    List.of("io.quarkus:*", "io.quarkus.platform:*", "io.quarkus"),
                    List.of(
                            "*:quarkus-rest",
                            "*:quarkus-rest-*",
                            "*:quarkus-resteasy*",
                            "*:quarkus-vertx-http",
                            "*:quarkus-reactive-routes",
                            "*:quarkus-undertow",
                            "*:quarkus-smallrye-health",
                            "*:quarkus-smallrye-graphql",
                            "*:quarkus-qute-web"),
                    8080,
                    "quarkus.http.port",
                    "QUARKUS_HTTP_PORT"),
            new Row(
                    "micronaut",
                    "Micronaut",
                    List.of("io.micronaut:*", "io.micronaut*", "io.micronaut.application"),
                    List.of("*:micronaut-http-server*"),
                    8080,
                    "micronaut.server.port",
                    "MICRONAUT_SERVER_PORT"),
            new Row(
                    "helidon-mp",
                    "Helidon MP",
                    List.of("io.helidon.microprofile*"),
                    List.of("*"),
                    7001,
                    "server.port",
                    "SERVER_PORT"),
            new Row(
                    "helidon",
                    "Helidon SE",
                    List.of("io.helidon*"),
                    List.of("*:helidon-webserver*"),
                    8080,
                    "server.port",
                    "SERVER_PORT"),
            new Row(
                    "ktor",
                    "Ktor",
                    List.of("io.ktor:ktor-server*", "io.ktor.plugin"),
                    List.of("*"),
                    8080,
                    "ktor.deployment.port",
                    ""),
            new Row(
                    "vertx",
                    "Vert.x",
                    List.of("io.vertx:*", "io.reactiverse:vertx-maven-plugin"),
                    List.of("*:vertx-web"),
                    8080,
                    "http.port",
                    ""),
            new Row("dropwizard", "Dropwizard", List.of("io.dropwizard:*"), List.of("*"), 8080, "", ""),
            new Row("javalin", "Javalin", List.of("io.javalin:*"), List.of("*"), 7070, "", ""),
            new Row("spark", "Spark", List.of("com.sparkjava:*"), List.of("*"), 4567, "", ""),
            new Row("undertow", "Undertow", List.of("io.undertow:*"), List.of(), 8080, "", ""),
            new Row("jetty", "Jetty", List.of("org.eclipse.jetty:*"), List.of(), 8080, "", ""));

    private JvmFrameworks() {}

    static Optional<Row> row(String id) {
        return ROWS.stream().filter(r -> r.id().equals(id)).findFirst();
    }
}

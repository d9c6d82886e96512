package dev.slipway.assess.detect;

import dev.slipway.assess.Claims;
import dev.slipway.assess.Fact;
import dev.slipway.assess.Sources;
import dev.slipway.base.Confidence;
import dev.slipway.intent.Intent.Role;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Port, health, role and start variables of a JVM component. */
record JvmRuntime(JvmTraits.Build build, JvmConfig config, CodeScan scan, Optional<JvmFrameworks.Row> framework) {
    private String stack() {
        return build.stack();
    }

    private Optional<Dependency> dependency(String pattern) {
        return build.dependencies().stream()
                .filter(Dependency::runtime)
                .filter(d -> NeedsTable.matches(pattern, d.name()))
                .findFirst();
    }

    Fact<Role> role() {
        String rule = stack() + ".role";
        Optional<Dependency> web = framework.stream()
                .flatMap(f -> f.web().stream())
                .flatMap(p -> p.equals("*") ? build.markers().stream().limit(1) : dependency(p).stream())
                .findFirst();
        boolean notWeb = config.value("spring.main.web-application-type")
                .filter("none"::equals)
                .isPresent();
        boolean consumer = !scan.consuming().isEmpty() && scan.healthOnly();
        if (consumer || notWeb) {
            Fact.Evidence why = consumer ? scan.consuming().getFirst() : build.manifest();
            return Claims.known(Role.WORKER, Confidence.MEDIUM, rule, why);
        }
        if (web.isPresent()) {
            return Claims.known(Role.WEB, Confidence.HIGH, rule, web.get().evidence());
        }
        if (!scan.listening().isEmpty()) {
            return Claims.known(
                    Role.WEB, Confidence.MEDIUM, rule, scan.listening().getFirst());
        }
        return Claims.known(Role.WORKER, Confidence.LOW, rule, build.manifest());
    }

    Fact<Integer> port(Sources sources) {
        boolean web = role().known().filter(Role.WEB::equals).isPresent();
        if (!web) {
            return Claims.unknown("it answers no requests", stack() + ".port");
        }
        Claims<Integer> ports = new Claims<>(stack() + ".port");
        framework.filter(f -> !f.portKey().isEmpty()).ifPresent(f -> config.claimPort(f.portKey(), ports));
        List<Integer> customary =
                framework.filter(f -> f.port() > 0).map(f -> List.of(f.port())).orElse(List.of());
        Fact<Integer> configured = ports.choose(
                framework
                        .map(f -> f.label() + " without a setting for its port")
                        .orElse("no port in configuration or code"),
                customary);
        boolean springLike = framework.filter(f -> !f.portVariable().isEmpty()).isPresent();
        if (!springLike && ports.isEmpty()) {
            if (scan.fixedPort()) {
                Findings.fixedPort(sources, scan);
            }
            return scan.ports().choose("no port in configuration or code", customary);
        }
        return onlyByProfile(configured) ? Findings.portByProfile(sources, configured, customary) : configured;
    }

    private static boolean onlyByProfile(Fact<Integer> fact) {
        return fact instanceof Fact.Known<Integer> k && k.confidence() == Confidence.LOW;
    }

    Fact<String> health() {
        Claims<String> claims = scan.health(stack());
        framework.ifPresent(f -> builtIn(f, claims));
        return claims.choose("no health route in code, and no health library", List.of());
    }

    private void builtIn(JvmFrameworks.Row framework, Claims<String> claims) {
        switch (framework.id()) {
            case "spring-boot" ->
                dependency("*:spring-boot-starter-actuator").ifPresent(d -> {
                    String context = config.value("management.server.port").isPresent()
                            ? ""
                            : config.value("server.servlet.context-path")
                                    .or(() -> config.value("spring.webflux.base-path"))
                                    .orElse("");
                    String base =
                            config.value("management.endpoints.web.base-path").orElse("/actuator");
                    claim(claims, context + trimmed(base) + "/health/readiness", d);
                });
            case "quarkus" ->
                dependency("*:quarkus-smallrye-health").ifPresent(d -> {
                    String root = config.value("quarkus.http.root-path").orElse("/");
                    String non = config.value("quarkus.http.non-application-root-path")
                            .orElse("q");
                    claim(
                            claims,
                            (non.startsWith("/") ? trimmed(non) : trimmed(root) + "/" + non) + "/health/ready",
                            d);
                });
            case "micronaut" ->
                dependency("*:micronaut-management")
                        .ifPresent(d -> claim(
                                claims,
                                trimmed(config.value("micronaut.server.context-path")
                                                .orElse("")) + "/health",
                                d));
            case "helidon" ->
                dependency("*:helidon-webserver-observe-health")
                        .ifPresent(d -> claim(claims, "/observe/health/ready", d));
            case "helidon-mp" ->
                dependency("*:helidon-microprofile*").ifPresent(d -> claim(claims, "/health/ready", d));
            default -> {}
        }
    }

    private static String trimmed(String path) {
        String s = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        return s.isEmpty() || s.startsWith("/") ? s : "/" + s;
    }

    private static void claim(Claims<String> claims, String path, Dependency why) {
        claims.add(Claims.Source.CONFIGURATION, path, Confidence.HIGH, why.evidence());
    }

    /** Variables the start wants; the port's value is assigned by the target. */
    Map<String, String> environment() {
        Map<String, String> environment = new TreeMap<>();
        boolean configurable = framework
                .filter(f -> !f.portVariable().isEmpty() || !f.portKey().isEmpty())
                .isPresent();
        environment.put("PORT", configurable ? Recipes.PORT : scan.portVariable());
        scan.variables().keySet().forEach(v -> environment.put(v, Recipes.PORT));
        framework.ifPresent(f -> {
            if (!f.portVariable().isEmpty()) {
                environment.put(f.portVariable(), Recipes.PORT);
            }
            if (f.id().equals("spring-boot")
                    && dependency("*:spring-boot-starter-actuator").isPresent()) {
                environment.put("MANAGEMENT_ENDPOINT_HEALTH_PROBES_ENABLED", "true");
                if (config.base("management.server.port").isPresent()) {
                    environment.put("MANAGEMENT_SERVER_PORT", Recipes.PORT);
                }
            }
            if (f.id().equals("quarkus")) {
                environment.put("QUARKUS_HTTP_HOST", "0.0.0.0");
            }
        });
        return environment;
    }
}

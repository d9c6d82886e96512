package dev.slipway.assess;

import java.util.Map;

/** Names that people write for the ids in facts. */
final class Labels {
    private static final Map<String, String> LABELS = Map.ofEntries(
            Map.entry("java", "Java"),
            Map.entry("kotlin", "Kotlin"),
            Map.entry("javascript", "JavaScript"),
            Map.entry("typescript", "TypeScript"),
            Map.entry("python", "Python"),
            Map.entry("go", "Go"),
            Map.entry("html", "static site"),
            Map.entry("spring-boot", "Spring Boot"),
            Map.entry("quarkus", "Quarkus"),
            Map.entry("micronaut", "Micronaut"),
            Map.entry("helidon", "Helidon SE"),
            Map.entry("helidon-mp", "Helidon MP"),
            Map.entry("vertx", "Vert.x"),
            Map.entry("ktor", "Ktor"),
            Map.entry("dropwizard", "Dropwizard"),
            Map.entry("javalin", "Javalin"),
            Map.entry("spark", "Spark"),
            Map.entry("undertow", "Undertow"),
            Map.entry("jetty", "Jetty"),
            Map.entry("next", "Next.js"),
            Map.entry("nuxt", "Nuxt"),
            Map.entry("remix", "Remix"),
            Map.entry("react-router", "React Router"),
            Map.entry("sveltekit", "SvelteKit"),
            Map.entry("nestjs", "NestJS"),
            Map.entry("express", "Express"),
            Map.entry("fastify", "Fastify"),
            Map.entry("koa", "Koa"),
            Map.entry("hapi", "hapi"),
            Map.entry("hono", "Hono"),
            Map.entry("astro", "Astro"),
            Map.entry("angular", "Angular"),
            Map.entry("cra", "Create React App"),
            Map.entry("vite", "Vite"),
            Map.entry("django", "Django"),
            Map.entry("flask", "Flask"),
            Map.entry("fastapi", "FastAPI"),
            Map.entry("streamlit", "Streamlit"),
            Map.entry("celery", "Celery"),
            Map.entry("gin", "Gin"),
            Map.entry("echo", "Echo"),
            Map.entry("fiber", "Fiber"),
            Map.entry("chi", "chi"),
            Map.entry("grpc", "gRPC"));

    private Labels() {}

    static String of(String id) {
        return LABELS.getOrDefault(id, id);
    }

    /** The build tool that a component's first build command is for; empty when it has none. */
    static String tool(ProjectModel.Component c) {
        String words = c.recipe().build().stream()
                .findFirst()
                .map(s -> String.join(" ", s.arguments()))
                .orElse("");
        if (words.contains("mvnw") || words.startsWith("mvn ")) {
            return "Maven";
        }
        if (words.contains("gradle")) {
            return "Gradle";
        }
        if (words.startsWith("python3 -m pip")) {
            return "pip";
        }
        String first = words.contains(" ") ? words.substring(0, words.indexOf(' ')) : words;
        return java.util.Set.of("npm", "pnpm", "yarn", "bun").contains(first) ? first : "";
    }
}

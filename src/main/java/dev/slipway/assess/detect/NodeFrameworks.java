package dev.slipway.assess.detect;

import java.util.List;
import java.util.Optional;

/** Node frameworks and static site tools: one row each. Ports and folders are the tools' documented defaults. */
final class NodeFrameworks {
    /** What a framework makes. */
    enum Kind {
        /** A server of its own. */
        SERVER,
        /** A server that its build writes; {@code output} is the file. */
        BUILT_SERVER,
        /** Files; {@code output} is the folder. */
        STATIC
    }

    /**
     * A framework.
     *
     * @param output file or folder that the build writes; empty when the code is the server
     * @param port customary
     */
    record Row(String id, String label, List<String> packages, Kind kind, String output, int port) {}

    /** In order of precedence: those that contain others first. */
    static final List<Row> ROWS = List.of(
            new Row("next", "Next.js", List.of("next"), Kind.BUILT_SERVER, "node_modules/next/dist/bin/next", 3000),
            new Row("nuxt", "Nuxt", List.of("nuxt"), Kind.BUILT_SERVER, ".output/server/index.mjs", 3000),
            new Row("remix", "Remix", List.of("@remix-run/serve"), Kind.BUILT_SERVER, "build/server/index.js", 3000),
            new Row(
                    "react-router",
                    "React Router",
                    List.of("@react-router/serve"),
                    Kind.BUILT_SERVER,
                    "build/server/index.js",
                    3000),
            new Row("sveltekit", "SvelteKit", List.of("@sveltejs/kit"), Kind.BUILT_SERVER, "build/index.js", 3000),
            new Row("nestjs", "NestJS", List.of("@nestjs/core"), Kind.SERVER, "dist/main.js", 3000),
            new Row("adonis", "AdonisJS", List.of("@adonisjs/core"), Kind.SERVER, "build/bin/server.js", 3333),
            new Row("strapi", "Strapi", List.of("@strapi/strapi"), Kind.SERVER, "", 1337),
            new Row("express", "Express", List.of("express"), Kind.SERVER, "", 3000),
            new Row("fastify", "Fastify", List.of("fastify"), Kind.SERVER, "", 3000),
            new Row("koa", "Koa", List.of("koa"), Kind.SERVER, "", 3000),
            new Row("hapi", "hapi", List.of("@hapi/hapi"), Kind.SERVER, "", 3000),
            new Row("hono", "Hono", List.of("hono"), Kind.SERVER, "", 3000),
            new Row("polka", "Polka", List.of("polka"), Kind.SERVER, "", 3000),
            new Row("restify", "Restify", List.of("restify"), Kind.SERVER, "", 8080),
            new Row("astro", "Astro", List.of("astro"), Kind.STATIC, "dist", 4321),
            new Row("gatsby", "Gatsby", List.of("gatsby"), Kind.STATIC, "public", 0),
            new Row("docusaurus", "Docusaurus", List.of("@docusaurus/core"), Kind.STATIC, "build", 0),
            new Row("vitepress", "VitePress", List.of("vitepress"), Kind.STATIC, ".vitepress/dist", 0),
            new Row("eleventy", "Eleventy", List.of("@11ty/eleventy"), Kind.STATIC, "_site", 0),
            new Row("angular", "Angular", List.of("@angular/core"), Kind.STATIC, "dist", 0),
            new Row("cra", "Create React App", List.of("react-scripts"), Kind.STATIC, "build", 0),
            new Row("vue-cli", "Vue CLI", List.of("@vue/cli-service"), Kind.STATIC, "dist", 0),
            new Row("parcel", "Parcel", List.of("parcel"), Kind.STATIC, "dist", 0),
            new Row("vite", "Vite", List.of("vite"), Kind.STATIC, "dist", 0));

    private NodeFrameworks() {}

    static Optional<Row> row(String id) {
        return ROWS.stream().filter(r -> r.id().equals(id)).findFirst();
    }
}

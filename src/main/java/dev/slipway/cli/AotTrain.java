package dev.slipway.cli;

import dev.slipway.check.Example;
import dev.slipway.check.Rule;
import dev.slipway.check.Rules;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/**
 * The run that the launcher records to make the AOT cache (see {@code slipway}, function {@code train}): the commands
 * whose start should be fast, executed for real. It works on a folder of its own and writes into nobody's files; what the
 * commands print goes where the launcher sends it, into the log.
 */
@Command(name = AotTrain.NAME, hidden = true, description = "Does what the launcher's AOT cache should know.")
final class AotTrain implements Callable<Integer> {
    static final String NAME = "aot-train";

    /** A little of each kind of file, so that each parser's classes are in the cache. */
    private static final Map<String, String> SAMPLE = Map.of(
            "web/pom.xml",
            """
            <project>
              <modelVersion>4.0.0</modelVersion>
              <groupId>a</groupId><artifactId>web</artifactId><version>1</version>
              <properties><maven.compiler.release>17</maven.compiler.release></properties>
            </project>
            """,
            "web/src/main/java/Main.java",
            "public class Main { public static void main(String[] args) {} }\n",
            "site/package.json",
            "{\"name\": \"site\", \"scripts\": {\"start\": \"node server.js\"}, \"dependencies\": {\"express\": \"5.1.0\"}}\n",
            "site/server.js",
            "require('express')().listen(process.env.PORT || 3000);\n",
            "job/requirements.txt",
            "flask==3.0.0\n",
            "job/app.py",
            "import flask\n",
            "Dockerfile",
            "FROM scratch\nEXPOSE 8080\n",
            "compose.yaml",
            "name: sample\nservices:\n  web: {build: ./web, ports: [\"8080\"]}\n  db: {image: \"postgres:17\"}\n");

    /** Each is one command line; {@code DIR} stands for the sample. Without side effects: they run in the user's time. */
    private static final List<List<String>> TRAINING = List.of(
            List.of("--version"),
            List.of("--help"),
            List.of("no-such-word"),
            List.of("assess", "DIR"),
            List.of("assess", "DIR", "--json"),
            List.of("check", "DIR"),
            List.of("check", "DIR/examples", "--no-cache", "--sarif", "DIR/findings.sarif"));

    @Override
    public Integer call() throws IOException {
        Path sample = Files.createTempDirectory("slipway-train");
        try {
            for (var file : SAMPLE.entrySet()) {
                Path path = sample.resolve(file.getKey());
                Files.createDirectories(path.getParent());
                Files.writeString(path, file.getValue());
            }
            // What rules show of themselves is a little of everything that they look at.
            int number = 0;
            for (Rule rule : Rules.all()) {
                for (Example example : rule.examples()) {
                    Path folder = sample.resolve("examples").resolve(String.valueOf(number++));
                    for (var file : example.files().entrySet()) {
                        Path path = folder.resolve(file.getKey());
                        Files.createDirectories(path.getParent());
                        Files.writeString(path, file.getValue());
                    }
                }
            }
            for (var words : TRAINING) {
                var args = words.stream()
                        .map(w -> w.replace("DIR", sample.toString()))
                        .toArray(String[]::new);
                var nowhere = new PrintWriter(Writer.nullWriter());
                Main.commandLine(args).setOut(nowhere).setErr(nowhere).execute(args);
            }
        } finally {
            delete(sample);
        }
        return 0;
    }

    private static void delete(Path folder) throws IOException {
        try (var all = Files.walk(folder)) {
            for (var path : all.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}

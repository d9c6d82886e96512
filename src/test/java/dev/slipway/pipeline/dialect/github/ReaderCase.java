package dev.slipway.pipeline.dialect.github;

import dev.slipway.pipeline.dialect.Sources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A file of the provider's reader tests: options, a workflow, called workflows, the expected result. */
record ReaderCase(String workflow, Map<String, String> called) {
    static ReaderCase read(Path file) throws IOException {
        List<StringBuilder> documents = new ArrayList<>(List.of(new StringBuilder()));
        for (String line : Files.readString(file).split("\n", -1)) {
            if (line.strip().equals("---") && line.startsWith("---")) {
                documents.add(new StringBuilder());
            } else {
                documents.getLast().append(line).append('\n');
            }
        }
        boolean options = documents.size() % 2 == 1;
        int at = options ? 1 : 0;
        Map<String, String> called = new LinkedHashMap<>();
        for (int i = at + 1; i + 1 < documents.size() - 1; i += 2) {
            called.put(documents.get(i).toString().strip(), documents.get(i + 1).toString());
        }
        return new ReaderCase(documents.get(at).toString(), called);
    }

    Sources sources() {
        return new Sources() {
            @Override
            public Optional<String> local(String path) {
                return Optional.ofNullable(called.get(path)).or(() -> Optional.ofNullable(called.get("./" + path)));
            }

            @Override
            public Optional<String> foreign(String repository, String ref, String path) {
                return Optional.ofNullable(called.get(repository + "/" + path + "@" + ref));
            }
        };
    }
}

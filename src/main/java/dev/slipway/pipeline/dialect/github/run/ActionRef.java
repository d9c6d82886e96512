package dev.slipway.pipeline.dialect.github.run;

import dev.slipway.pipeline.session.RunRequest;
import java.nio.file.Path;
import java.util.Optional;

/** {@code owner/name[/path]@ref}. */
record ActionRef(String uses) {
    String repository() {
        String[] parts = name().split("/");
        return parts.length < 2 ? name() : parts[0] + "/" + parts[1];
    }

    String path() {
        String[] parts = name().split("/", 3);
        return parts.length < 3 ? "" : parts[2];
    }

    String ref() {
        int at = uses.indexOf('@');
        return at < 0 ? "" : uses.substring(at + 1);
    }

    private String name() {
        int at = uses.indexOf('@');
        return at < 0 ? uses : uses.substring(0, at);
    }

    /** The folder with its {@code action.yml}. */
    Optional<Path> find(RunRequest request) {
        return request.actions().find(repository(), ref()).map(f -> f.folder().resolve(path()));
    }

    /** What to do when it is not at hand. */
    static String mirror(String uses) {
        ActionRef ref = new ActionRef(uses);
        return "Mirror it where there is a network: git clone --bare https://github.com/" + ref.repository()
                + " \"$SLIPWAY_HOME/actions/" + ref.repository() + ".git\", or map a folder with --action "
                + ref.repository() + "@" + ref.ref() + "=FOLDER";
    }
}

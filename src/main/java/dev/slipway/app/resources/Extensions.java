package dev.slipway.app.resources;

import dev.slipway.base.Place;
import dev.slipway.exec.files.FileView;
import dev.slipway.intent.Intent;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * PostgreSQL extensions that an application asks for: {@code CREATE EXTENSION} in its SQL files and migrations, and images
 * that exist for the sake of one. Pure.
 */
final class Extensions {
    /** {@code CREATE EXTENSION} (PostgreSQL manual, SQL commands); a line that begins with a comment is not looked at. */
    private static final Pattern CREATE = Pattern.compile(
            "^(?!\\s*(?:--|//|#|\\*)).{0,400}?\\bCREATE\\s+EXTENSION\\s+(?:IF\\s+NOT\\s+EXISTS\\s+)?[\\\\\"'`]{0,2}([a-z_][a-z0-9_-]{0,62})",
            Pattern.CASE_INSENSITIVE);

    /** Where migrations live whatever language they are written in. */
    private static final Pattern MIGRATION =
            Pattern.compile("(^|/)(migrations?|migrate|changelog|initdb[^/]*|alembic)(/|$)");

    private static final Pattern CODE =
            Pattern.compile(".*\\.(sql|py|rb|js|ts|mjs|cjs|java|kt|go|xml|ya?ml|php|ex|exs)");

    /** Part of an image's name to the extension it is made for. */
    private static final Map<String, String> IMAGES = Map.of(
            "pgvector",
            "vector",
            "postgis",
            "postgis",
            "timescale",
            "timescaledb",
            "citus",
            "citus",
            "apache/age",
            "age");

    /** Extensions of one repository that are named. */
    private static final int MAX_WANTED = 50;

    private Extensions() {}

    /** An extension and where it is asked for. */
    record Wanted(String name, String where) {}

    /** What the files ask for; of several places the first in the order of paths. */
    static List<Wanted> of(FileView view) {
        List<Wanted> wanted = new ArrayList<>();
        for (FileView.Entry file : view.files()) {
            String path = file.path().toLowerCase(Locale.ROOT);
            boolean looked = path.endsWith(".sql")
                    || (MIGRATION
                                    .matcher(file.folder().toLowerCase(Locale.ROOT))
                                    .find()
                            && CODE.matcher(path).matches());
            if (looked) {
                view.text(file.path()).ifPresent(text -> search(file.path(), text, wanted));
            }
        }
        return List.copyOf(wanted);
    }

    /** The extension that a resource's image is made for. */
    static List<Wanted> of(Intent.Resource resource) {
        String image = resource.image().value().toLowerCase(Locale.ROOT);
        return IMAGES.entrySet().stream()
                .filter(e -> image.contains(e.getKey()))
                .map(e -> new Wanted(e.getValue(), resource.image().origin().text()))
                .toList();
    }

    private static void search(String path, String text, List<Wanted> wanted) {
        int number = 0;
        for (String line : text.split("\n", -1)) {
            number++;
            Matcher m = CREATE.matcher(line);
            if (wanted.size() < MAX_WANTED && m.find()) {
                String name = m.group(1).toLowerCase(Locale.ROOT);
                if (wanted.stream().noneMatch(w -> w.name().equals(name))) {
                    wanted.add(new Wanted(name, Place.of(path, number).toString()));
                }
            }
        }
    }
}

package dev.slipway.app.report;

import dev.slipway.app.report.ReleaseReport.Change;
import dev.slipway.deploy.target.ReleaseSpec;
import dev.slipway.intent.Intent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

/**
 * What is different between two releases. Of ordinary variables only the names are told, because people put into them what
 * they should not; of secrets the references, which say that a version changed and nothing else.
 */
final class Changes {
    private Changes() {}

    static List<Change> between(ReleaseSpec old, ReleaseSpec now) {
        List<Change> changes = new ArrayList<>();
        add(changes, "version", old.version(), now.version());
        add(changes, "image", old.digest().value(), now.digest().value());
        add(changes, "files", old.tree().value(), now.tree().value());
        add(changes, "command", String.join(" ", old.command()), String.join(" ", now.command()));
        add(changes, "runtime", old.runtime(), now.runtime());
        add(changes, "working folder", old.folder(), now.folder());
        add(changes, "instances", "" + old.instances(), "" + now.instances());
        add(changes, "health path", old.health(), now.health());
        add(changes, "verification", checks(old.verify()), checks(now.verify()));
        add(changes, "time to stop", old.stopMillis() + " ms", now.stopMillis() + " ms");
        variables(changes, old.environment(), now.environment());
        secrets(changes, old.secrets(), now.secrets());
        return changes;
    }

    private static void add(List<Change> changes, String what, String from, String to) {
        if (!from.equals(to)) {
            changes.add(new Change(what, from, to));
        }
    }

    private static void variables(List<Change> changes, Map<String, String> old, Map<String, String> now) {
        for (String name : names(old, now)) {
            boolean was = old.containsKey(name);
            boolean is = now.containsKey(name);
            if (was != is) {
                changes.add(new Change("variable " + name, was ? "set" : "", is ? "set" : ""));
            } else if (!Objects.equals(old.get(name), now.get(name))) {
                changes.add(new Change("variable " + name, "a value", "another value"));
            }
        }
    }

    private static void secrets(List<Change> changes, Map<String, String> old, Map<String, String> now) {
        for (String name : names(old, now)) {
            add(changes, "secret " + name, old.getOrDefault(name, ""), now.getOrDefault(name, ""));
        }
    }

    private static TreeSet<String> names(Map<String, String> a, Map<String, String> b) {
        var names = new TreeSet<>(a.keySet());
        names.addAll(b.keySet());
        return names;
    }

    /** {@code GET /items = 200 containing "x"}. */
    static String checks(List<Intent.Check> checks) {
        return String.join("; ", checks.stream().map(Changes::check).toList());
    }

    private static String check(Intent.Check c) {
        return "GET " + c.path() + (c.status() == 0 ? "" : " = " + c.status())
                + (c.contains().isEmpty() ? "" : " containing \"" + c.contains() + "\"")
                + (c.headers().isEmpty() ? "" : " with " + new java.util.TreeMap<>(c.headers()));
    }
}

package dev.slipway.check.ansible;

import dev.slipway.check.SourceFile;
import dev.slipway.text.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The plays and tasks of a file, blocks walked into.
 *
 * @param plays mappings with hosts
 * @param tasks in the order written
 */
public record Playbook(List<Node.Mapping> plays, List<Task> tasks) {
    /** Blocks in blocks that are followed. */
    private static final int MAX_DEPTH = 20;

    /** Keywords of tasks, blocks and plays: what is left is the module. */
    private static final Set<String> KEYWORDS = Set.of(
            "name",
            "action",
            "any_errors_fatal",
            "args",
            "async",
            "become",
            "become_exe",
            "become_flags",
            "become_method",
            "become_user",
            "changed_when",
            "check_mode",
            "collections",
            "connection",
            "debugger",
            "delay",
            "delegate_facts",
            "delegate_to",
            "diff",
            "environment",
            "failed_when",
            "ignore_errors",
            "ignore_unreachable",
            "listen",
            "local_action",
            "loop",
            "loop_control",
            "module_defaults",
            "no_log",
            "notify",
            "poll",
            "port",
            "register",
            "remote_user",
            "retries",
            "run_once",
            "tags",
            "throttle",
            "timeout",
            "until",
            "vars",
            "when",
            "block",
            "rescue",
            "always",
            "hosts",
            "gather_facts",
            "roles",
            "tasks",
            "pre_tasks",
            "post_tasks",
            "handlers",
            "vars_files",
            "vars_prompt",
            "serial",
            "strategy",
            "sudo",
            "sudo_user",
            "user",
            "static",
            "first_available_file");

    public Playbook {
        plays = List.copyOf(plays);
        tasks = List.copyOf(tasks);
    }

    /** Of a file that was recognised as Ansible's. */
    public static Playbook of(SourceFile file) {
        return file.model(Playbook.class, f -> {
            List<Node.Mapping> plays = new ArrayList<>();
            List<Task> tasks = new ArrayList<>();
            f.documents().forEach(d -> walk(d, plays, tasks, 0));
            return new Playbook(plays, tasks);
        });
    }

    private static void walk(Node node, List<Node.Mapping> plays, List<Task> tasks, int depth) {
        if (depth > MAX_DEPTH || !(node instanceof Node.Sequence list)) {
            return;
        }
        for (Node item : list.items()) {
            if (!(item instanceof Node.Mapping m)) {
                continue;
            }
            if (m.get("hosts").isPresent()) {
                plays.add(m);
                for (String section : List.of("pre_tasks", "tasks", "post_tasks", "handlers")) {
                    m.get(section).ifPresent(n -> walk(n, plays, tasks, depth + 1));
                }
            } else if (m.get("block").isPresent()) {
                tasks.add(new Task("", m.span(), new Node.Mapping(List.of(), m.span()), m));
                for (String section : List.of("block", "rescue", "always")) {
                    m.get(section).ifPresent(n -> walk(n, plays, tasks, depth + 1));
                }
            } else {
                task(m, tasks);
            }
        }
    }

    private static void task(Node.Mapping m, List<Task> tasks) {
        for (Node.Entry e : m.entries()) {
            String key = e.key().value();
            if (!KEYWORDS.contains(key) && !key.startsWith("with_")) {
                Node args = e.value() instanceof Node.Mapping
                        ? e.value()
                        : m.get("args").orElse(m);
                Node.Mapping arguments = args instanceof Node.Mapping a && a != m
                        ? a
                        : new Node.Mapping(List.of(), e.key().span());
                tasks.add(new Task(key, e.key().span(), arguments, m));
                return;
            }
        }
        m.entry("local_action").or(() -> m.entry("action")).ifPresent(e -> {
            String module =
                    e.value().textAt("module").or(() -> e.value().textAt()).orElse("");
            Node.Mapping arguments = e.value() instanceof Node.Mapping a
                    ? a
                    : new Node.Mapping(List.of(), e.key().span());
            tasks.add(new Task(module.split(" ", 2)[0], e.key().span(), arguments, m));
        });
    }
}

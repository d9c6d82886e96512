package dev.slipway.check.rules.kubernetes;

import dev.slipway.base.Confidence;
import dev.slipway.base.Severity;
import dev.slipway.check.About;
import dev.slipway.check.Example;
import dev.slipway.check.Report;
import dev.slipway.check.Rule;
import dev.slipway.check.Spot;
import dev.slipway.check.kubernetes.Container;
import dev.slipway.check.kubernetes.Manifest;
import dev.slipway.check.kubernetes.Manifests;
import dev.slipway.check.kubernetes.Pod;
import dev.slipway.text.Edit;
import dev.slipway.text.Node;
import dev.slipway.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A rule about a flag of a program of the cluster itself, as static pods start them, and about the setting of the kubelet's
 * configuration file that stands for it.
 *
 * @param flags without dashes; each must be right
 * @param good a right value; empty when the flag should not be there
 * @param bad whether a value is wrong
 * @param absentBadBefore absence is wrong before this minor version: its default changed then, or the flag went
 * @param setting the path in a KubeletConfiguration, empty for none; its absence counts when {@code settingDue}
 */
record FlagRule(
        About about,
        Set<String> programs,
        List<String> flags,
        String good,
        Predicate<String> bad,
        List<String> badValues,
        int absentBadBefore,
        List<String> setting,
        boolean settingDue)
        implements Rule.OfManifest {
    /** Absence is always wrong. */
    static final int DUE = 1_000;

    /** Absence is right. */
    static final int OPTIONAL = 0;

    /** Minor version of an image that does not say which it is. */
    private static final int UNKNOWN = 900;

    private static final Pattern MINOR = Pattern.compile(":v?1\\.(\\d{1,3})");

    private static final Set<String> WITH_CONFIGURATION = Stream.concat(
                    Pod.KINDS.stream(), Stream.of("KubeletConfiguration"))
            .collect(Collectors.toUnmodifiableSet());

    FlagRule {
        programs = Set.copyOf(programs);
        flags = List.copyOf(flags);
        badValues = List.copyOf(badValues);
        setting = List.copyOf(setting);
    }

    /** A rule about one flag that is due, has no setting, and is right with one value only. */
    static FlagRule of(
            String id,
            String title,
            Severity severity,
            String why,
            String control,
            String program,
            String flag,
            String good) {
        boolean path = good.startsWith("/");
        String fix = path ? "set --" + flag + " to the path of the file" : "set --" + flag + "=" + good;
        About about = new About("kubernetes/" + id, title, severity, Confidence.HIGH, why, fix, List.of(control));
        Predicate<String> bad = path ? String::isBlank : v -> !v.equals(good);
        String wrong = path ? "" : good.equals("true") ? "false" : good.equals("false") ? "true" : "1";
        return new FlagRule(
                about,
                Set.of(program),
                List.of(flag),
                good,
                bad,
                wrong.isEmpty() ? List.of() : List.of(wrong),
                DUE,
                List.of(),
                false);
    }

    /** The same for flags that may be absent. */
    FlagRule optional() {
        return new FlagRule(about, programs, flags, good, bad, badValues, OPTIONAL, setting, settingDue);
    }

    /** The same; absence is wrong before this minor version only. */
    FlagRule dueBefore(int minor) {
        return new FlagRule(about, programs, flags, good, bad, badValues, minor, setting, settingDue);
    }

    /** The same for more flags. */
    FlagRule and(String... more) {
        List<String> all = Stream.concat(flags.stream(), Stream.of(more)).toList();
        return new FlagRule(about, programs, all, good, bad, badValues, absentBadBefore, setting, settingDue);
    }

    /** The same for more programs. */
    FlagRule alsoOf(String... more) {
        Set<String> all = Stream.concat(programs.stream(), Stream.of(more)).collect(Collectors.toSet());
        return new FlagRule(about, all, flags, good, bad, badValues, absentBadBefore, setting, settingDue);
    }

    /** The same with another look at the value. */
    FlagRule badWhen(Predicate<String> wrong, String... examples) {
        return new FlagRule(
                about, programs, flags, good, wrong, List.of(examples), absentBadBefore, setting, settingDue);
    }

    /** The same, also for this setting of the kubelet's configuration. */
    FlagRule setting(boolean due, String... path) {
        return new FlagRule(about, programs, flags, good, bad, badValues, absentBadBefore, List.of(path), due);
    }

    @Override
    public Set<String> kinds() {
        return setting.isEmpty() ? Pod.KINDS : WITH_CONFIGURATION;
    }

    @Override
    public void check(Manifest m, Manifests all, Report out) {
        if (m.kind().equals("KubeletConfiguration")) {
            configuration(m, out);
        } else {
            m.pod().ifPresent(p -> p.containers().forEach(c -> container(c, m, out)));
        }
    }

    private void configuration(Manifest m, Report out) {
        String[] path = setting.toArray(String[]::new);
        Optional<String> value = m.root().textAt(path);
        if (value.isPresent() ? bad.test(value.get()) : settingDue) {
            Span at = value.isPresent() ? m.near(path) : m.kindSpan();
            String message =
                    String.join(".", setting) + value.map(v -> " is " + v).orElse(" is not set");
            Spot.say(
                    out,
                    at,
                    message,
                    false,
                    "set " + setting.getLast(),
                    literal() ? Spot.put(m.root(), good, path) : Optional.empty());
        }
    }

    private boolean literal() {
        return good.matches("true|false|\\d+");
    }

    private void container(Container c, Manifest m, Report out) {
        List<Node.Scalar> words = c.words();
        Optional<String> program = words.stream()
                .map(w -> program(w.value()))
                .filter(programs::contains)
                .findFirst();
        if (program.isEmpty()) {
            return;
        }
        for (String flag : flags) {
            Optional<Given> given = given(words, flag);
            // What the kubelet's command does not say, its configuration file may.
            boolean due = absentBadBefore > minor(c.image()) && !program.get().equals("kubelet");
            if (given.isPresent() ? bad.test(given.get().value()) : due) {
                Span at = given.map(Given::span)
                        .orElseGet(() -> c.near(c.body().at("command").isPresent() ? "command" : "args"));
                String message = program.get() + ": --" + flag
                        + given.map(g -> " is " + (g.value().isEmpty() ? "set" : g.value()))
                                .orElse(" is not set");
                Spot.say(out, at, message, false, about.fix(), edit(c, m, flag, given));
                return;
            }
        }
    }

    private static String program(String word) {
        String text = word.strip();
        int end = 0;
        while (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
            end++;
        }
        return text.substring(text.lastIndexOf('/', end - 1) + 1, end);
    }

    private Optional<Edit> edit(Container c, Manifest m, String flag, Optional<Given> given) {
        if (!literal() || given.isPresent() && !given.get().whole()) {
            return Optional.empty();
        }
        if (given.isPresent()) {
            return Optional.of(Edit.replace(given.get().span(), "\"--" + flag + "=" + good + "\""));
        }
        String key = c.body().listAt("args").isEmpty() ? "command" : "args";
        return c.body()
                .at(key)
                .flatMap(n -> n instanceof Node.Sequence s
                        ? Spot.addItem(s, m.file().text(), "\"--" + flag + "=" + good + "\"")
                        : Optional.empty());
    }

    /** A flag as given; whole when its item holds nothing else. */
    private record Given(String value, Span span, boolean whole) {}

    private static Optional<Given> given(List<Node.Scalar> words, String flag) {
        for (int i = 0; i < words.size(); i++) {
            Node.Scalar word = words.get(i);
            String text = word.value().strip();
            if (text.equals("--" + flag)) {
                boolean value =
                        i + 1 < words.size() && !words.get(i + 1).value().startsWith("-");
                return Optional.of(new Given(value ? words.get(i + 1).value() : "true", word.span(), false));
            }
            for (String part : text.contains("--" + flag) ? text.split("\\s+") : new String[0]) {
                if (part.startsWith("--" + flag + "=")) {
                    String value = part.substring(flag.length() + 3).replaceAll("^[\"']|[\"']$", "");
                    return Optional.of(new Given(value, word.span(), part.equals(text)));
                }
            }
        }
        return Optional.empty();
    }

    private static int minor(String image) {
        Matcher matcher = MINOR.matcher(image);
        return matcher.find() ? Integer.parseInt(matcher.group(1)) : UNKNOWN;
    }

    @Override
    public List<Example> examples() {
        String program = programs.stream()
                .filter(p -> !p.equals("kubelet"))
                .sorted()
                .findFirst()
                .orElse("kubelet");
        List<Example> examples = new ArrayList<>();
        for (String value : badValues) {
            examples.add(Example.bad("static.yaml", pod(program, all(value), "")));
            examples.add(Example.bad("static.yaml", pod(program, "", all(value))));
        }
        if (absentBadBefore > OPTIONAL && !program.equals("kubelet")) {
            examples.add(Example.bad("static.yaml", pod(program, "", "")));
            examples.add(Example.bad("static.yaml", pod(program, "--v=2", "")));
        }
        examples.add(Example.good("static.yaml", pod(program, good.isEmpty() ? "" : all(good), "")));
        examples.add(Example.good("static.yaml", pod(program, "", good.isEmpty() ? "--v=2" : all(good))));
        return examples;
    }

    private String all(String value) {
        return flags.stream().map(f -> "--" + f + "=" + value).collect(Collectors.joining("\", \""));
    }

    private static String pod(String program, String more, String arguments) {
        return """
                apiVersion: v1
                kind: Pod
                metadata:
                  name: example
                  namespace: kube-system
                spec:
                  containers:
                    - name: example
                      image: registry.example/%s:v1.19.3
                      command: ["%s"%s]
                      args: [%s]
                """.formatted(
                        program,
                        program,
                        more.isEmpty() ? "" : ", \"" + more + "\"",
                        arguments.isEmpty() ? "" : "\"" + arguments + "\"");
    }
}

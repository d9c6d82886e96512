package dev.slipway.check.rules.ansible;

import dev.slipway.base.Confidence;
import dev.slipway.base.Severity;
import dev.slipway.check.About;
import dev.slipway.check.Example;
import dev.slipway.check.Report;
import dev.slipway.check.Rule;
import dev.slipway.check.TextFile;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;

/** ansible.cfg: settings of the controller, by the reference of Ansible's configuration settings. */
final class ConfigRules {
    static final List<Rule> ALL = List.of(
            new Setting(
                    about(
                            "unsafe-lookups",
                            Severity.HIGH,
                            "Unsafe lookups are allowed in the defaults (allow_unsafe_lookups)",
                            "Lookup plugins may return data that is not marked unsafe, and templates in it are executed.",
                            "set allow_unsafe_lookups to False"),
                    Set.of("allow_unsafe_lookups"),
                    "defaults",
                    v -> v.equals("true") || v.equals("yes") || v.equals("1"),
                    "allow_unsafe_lookups=True",
                    "allow_unsafe_lookups = yes",
                    "allow_unsafe_lookups=False"),
            new Setting(
                    about(
                            "galaxy-over-http",
                            Severity.MEDIUM,
                            "The defaults communicate over HTTP: a galaxy server without encryption",
                            "Roles and collections are fetched unprotected; using HTTP URLs lets anyone on the way"
                                    + " replace them.",
                            "use an https URL"),
                    Set.of("server", "url", "proxy"),
                    "galaxy",
                    v -> v.startsWith("http://"),
                    "server=http://galaxy.example.com",
                    "server = http://galaxy.example.org/api",
                    "server=https://galaxy.ansible.com"),
            new Setting(
                    about(
                            "host-key-checking-off",
                            Severity.MEDIUM,
                            "SSH host key checking is off in the defaults (host_key_checking)",
                            "Anybody can be the managed host.",
                            "set host_key_checking to True"),
                    Set.of("host_key_checking"),
                    "defaults",
                    v -> v.equals("false") || v.equals("no") || v.equals("0"),
                    "host_key_checking=False",
                    "host_key_checking = no",
                    "host_key_checking=True"),
            new Setting(
                    about(
                            "galaxy-certificates-ignored",
                            Severity.MEDIUM,
                            "Certificates of the galaxy server are ignored (ignore_certs)",
                            "Whoever is on the way can answer instead of the server.",
                            "set ignore_certs to False"),
                    Set.of("ignore_certs"),
                    "galaxy",
                    v -> v.equals("true") || v.equals("yes"),
                    "ignore_certs=True",
                    "ignore_certs = yes",
                    "ignore_certs=False"),
            new LoggedSecrets());

    private ConfigRules() {}

    private static About about(String id, Severity severity, String title, String why, String fix) {
        return new About("ansible/" + id, title, severity, Confidence.HIGH, why, fix, List.of("PCI-4.2", "CICD-SEC-7"));
    }

    /** Whether the file is a configuration of Ansible. */
    static boolean isConfig(TextFile file) {
        return file.name().endsWith(".cfg")
                && (file.name().equals("ansible.cfg")
                        || file.text().contains("[defaults]")
                        || file.text().contains("[galaxy]"));
    }

    private static String key(String line) {
        int equals = line.indexOf('=');
        return equals < 0 ? "" : line.substring(0, equals).strip().toLowerCase(Locale.ROOT);
    }

    private static String value(String line) {
        String value = line.substring(line.indexOf('=') + 1).strip();
        int comment = value.indexOf(" ;");
        return (comment < 0 ? value : value.substring(0, comment).strip()).toLowerCase(Locale.ROOT);
    }

    /** A setting with a value that it should not have. */
    private record Setting(
            About about,
            Set<String> names,
            String section,
            Predicate<String> wrong,
            String bad,
            String otherBad,
            String good)
            implements Rule.OfText {
        @Override
        public List<Example> examples() {
            String head = "[" + section + "]\n";
            return List.of(
                    Example.bad("ansible.cfg", head + bad + "\n"),
                    Example.bad("ansible.cfg", head + otherBad + "\n"),
                    Example.good("ansible.cfg", head + good + "\n"),
                    Example.good("ansible.cfg", head + "#" + bad + "\n"));
        }

        @Override
        public Set<String> keywords() {
            return names;
        }

        @Override
        public void check(TextFile file, Report out) {
            if (isConfig(file)) {
                int number = 0;
                for (String line : file.text().split("\n", -1)) {
                    number++;
                    if (names.contains(key(line)) && wrong.test(value(line))) {
                        out.line(number, key(line) + " is not safe");
                    }
                }
            }
        }
    }

    /** Nothing tells the controller to keep arguments and results of tasks out of its log. */
    private record LoggedSecrets() implements Rule.OfText {
        @Override
        public About about() {
            return ConfigRules.about(
                    "secrets-logged",
                    Severity.LOW,
                    "Logging of sensitive data is not restricted in the defaults (no_log)",
                    "Tasks that expose sensitive values are printed and kept in logs unless each one is marked.",
                    "set no_log to True in the defaults");
        }

        @Override
        public List<Example> examples() {
            return List.of(
                    Example.bad("ansible.cfg", "[defaults]\nforks=5\n"),
                    Example.bad("ansible.cfg", "[defaults]\nno_log=False\n"),
                    Example.good("ansible.cfg", "[defaults]\nno_log=True\n"),
                    Example.good("setup.cfg", "[metadata]\nname=a\n"));
        }

        @Override
        public Set<String> keywords() {
            return Set.of("[defaults]");
        }

        @Override
        public void check(TextFile file, Report out) {
            if (!isConfig(file)) {
                return;
            }
            int number = 0;
            int section = 1;
            for (String line : file.text().split("\n", -1)) {
                number++;
                if (line.strip().equals("[defaults]")) {
                    section = number;
                }
                if (key(line).equals("no_log")) {
                    if (!value(line).equals("true") && !value(line).equals("yes")) {
                        out.line(number, "secrets are logged");
                    }
                    return;
                }
            }
            out.line(section, "secrets are logged");
        }
    }
}

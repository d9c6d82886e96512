package dev.slipway.check.rules.ansible;

import static dev.slipway.check.rules.ansible.PlaybookRule.rule;

import dev.slipway.base.Severity;
import dev.slipway.check.Report;
import dev.slipway.check.Rule;
import dev.slipway.check.SecretWords;
import dev.slipway.check.ansible.Playbook;
import dev.slipway.check.ansible.Task;
import dev.slipway.check.ansible.Truths;
import dev.slipway.text.Node;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Tasks and plays. */
final class TaskRules {
    private static final Set<String> SHELLS = Set.of("shell", "command", "raw", "win_shell", "win_command");
    private static final Set<String> PACKAGES = Set.of(
            "apt",
            "yum",
            "dnf",
            "package",
            "pip",
            "npm",
            "gem",
            "apk",
            "zypper",
            "pacman",
            "homebrew",
            "win_chocolatey");
    private static final Set<String> FILES = Set.of("copy", "template", "file", "get_url", "unarchive", "assemble");

    /** Programs that a module does better: it knows whether something changed. */
    private static final Map<String, String> MODULES = Map.ofEntries(
            Map.entry("curl", "get_url or uri"),
            Map.entry("wget", "get_url"),
            Map.entry("apt-get", "apt"),
            Map.entry("apt", "apt"),
            Map.entry("yum", "yum"),
            Map.entry("dnf", "dnf"),
            Map.entry("systemctl", "systemd"),
            Map.entry("service", "service"),
            Map.entry("git", "git"),
            Map.entry("chmod", "file"),
            Map.entry("chown", "file"),
            Map.entry("mkdir", "file"),
            Map.entry("ln", "file"),
            Map.entry("useradd", "user"),
            Map.entry("pip", "pip"),
            Map.entry("tar", "unarchive"),
            Map.entry("unzip", "unarchive"),
            Map.entry("sed", "lineinfile or replace"),
            Map.entry("mount", "mount"),
            Map.entry("rpm", "yum"),
            Map.entry("sysctl", "sysctl"));

    private static final Pattern SECRET_OPTION = Pattern.compile(
            "(?i).*(password|passwd|passphrase|secret|token|api_?key|access_key|private_key|secret_key)");
    private static final Set<String> NO_SECRETS =
            Set.of("update_password", "access_key_state", "password_reset_required", "no_log", "token_ttl", "get_md5");

    static final List<Rule> ALL = List.of(
            rule(
                            "secret-task-logged",
                            Severity.HIGH,
                            "A task that handles a secret does not suppress its log: no_log is not set",
                            "The secret is printed by the run and kept in the logs of the controller.",
                            "set no_log: true on the task",
                            "PCI-8.6.2",
                            "CICD-SEC-6")
                    .bad(
                            "ansible.builtin.user:\n  name: a\n  password: '{{ p }}'",
                            "mysql_user:\n  name: a\n  password: x1y2z3")
                    .good("ansible.builtin.user:\n  name: a\n  password: '{{ p }}'\nno_log: true", "user:\n  name: a")
                    .looks((book, out) -> book.tasks().stream()
                            .filter(t -> !t.body()
                                    .textAt("no_log")
                                    .filter(n -> !Truths.isFalse(n))
                                    .isPresent())
                            .filter(t -> !isCloud(t))
                            .forEach(t -> secrets(t).limit(1).forEach(e -> out.at(t.at(), "the run prints a secret")))),
            rule(
                            "plain-secret",
                            Severity.HIGH,
                            "A task holds a password or another secret in clear",
                            "Everyone who may read the playbook has it, and its history keeps it.",
                            "put it into a vault and use an expression",
                            "PCI-8.6.2",
                            "GDPR-32")
                    .bad(
                            "mysql_user:\n  name: a\n  login_password: kV7!x2qLpZ9w",
                            "postgresql_user:\n  password: kV7!x2qLpZ9w")
                    .good("user:\n  password: '{{ vault_password }}'", "user:\n  name: a\n  update_password: on_create")
                    .looks((book, out) -> book.tasks()
                            .forEach(t -> secrets(t)
                                    .filter(e -> SecretWords.looksReal(
                                            e.value().textAt().orElse("")))
                                    .forEach(e -> out.at(e.key().span(), "a secret stands in the task")))),
            rule(
                            "plain-secret-variable",
                            Severity.HIGH,
                            "A password stands in clear in the variables of a play",
                            "Everyone who may read the playbook has it, and its history keeps it.",
                            "put it into a vault file, encrypted with ansible-vault",
                            "PCI-8.6.2",
                            "GDPR-32")
                    .bad(
                            "- hosts: all\n  vars:\n    db_password: Tr0ub4dor&3\n",
                            "- hosts: all\n  vars: {api_token: a8f7e6d5c4}\n")
                    .good(
                            "- hosts: all\n  vars:\n    db_password: '{{ lookup(\"env\", \"P\") }}'\n",
                            "- hosts: all\n  vars: {db_name: shop}\n")
                    .looks((book, out) -> Stream.concat(
                                    book.plays().stream(), book.tasks().stream().map(Task::body))
                            .flatMap(m -> m.entriesAt("vars").stream())
                            .filter(e -> SecretWords.isSecretName(e.key().value())
                                    && e.value().tag().isEmpty()
                                    && SecretWords.looksReal(e.value().textAt().orElse(""))
                                    && !Truths.isExpression(e.value().textAt().orElse("")))
                            .forEach(e -> out.at(e.key().span(), e.key().value() + " stands in clear"))),
            argument(
                    "certificate-not-validated",
                    Severity.MEDIUM,
                    "TLS certificate verification is off (validate_certs)",
                    "Whoever is on the way can answer instead of the server.",
                    "remove validate_certs: false, and trust the right authority",
                    Set.of("validate_certs", "tls_verify", "verify_ssl", "sslverify", "ssl_verify"),
                    Truths::isFalse,
                    "get_url:\n  url: https://a.b\n  validate_certs: no",
                    "uri:\n  url: https://a.b\n  validate_certs: false",
                    "get_url:\n  url: https://a.b\n  validate_certs: yes"),
            argument(
                    "signature-not-checked",
                    Severity.MEDIUM,
                    "The signature check of packages is off",
                    "Changed packages are installed without notice.",
                    "keep the GPG check on and import the key",
                    Set.of("disable_gpg_check", "allow_unauthenticated", "force_apt_get_unauthenticated"),
                    Truths::isTrue,
                    "yum:\n  name: a\n  disable_gpg_check: yes",
                    "apt:\n  name: a\n  allow_unauthenticated: true",
                    "yum:\n  name: a\n  disable_gpg_check: no"),
            argument(
                    "gpg-check-off",
                    Severity.MEDIUM,
                    "A package repository is added without GPG check",
                    "Packages from it are installed unchecked.",
                    "set gpgcheck: yes and gpgkey",
                    Set.of("gpgcheck", "repo_gpgcheck"),
                    Truths::isFalse,
                    "yum_repository:\n  name: a\n  gpgcheck: no",
                    "yum_repository:\n  name: a\n  gpgcheck: false",
                    "yum_repository:\n  name: a\n  gpgcheck: yes"),
            argument(
                    "host-key-accepted",
                    Severity.MEDIUM,
                    "The host key of a git server is accepted unchecked (accept_hostkey)",
                    "On the first contact anybody can be the server.",
                    "install the key with known_hosts first",
                    Set.of("accept_hostkey", "accept_newhostkey"),
                    Truths::isTrue,
                    "git:\n  repo: git@a.b:c\n  accept_hostkey: yes",
                    "ansible.builtin.git:\n  repo: git@a.b:c\n  accept_hostkey: true",
                    "git:\n  repo: git@a.b:c\n  accept_hostkey: no"),
            rule(
                            "download-over-http",
                            Severity.MEDIUM,
                            "A file or package is downloaded over HTTP",
                            "Whoever is on the way decides what is installed.",
                            "use https",
                            "PCI-4.2",
                            "CICD-SEC-9")
                    .bad(
                            "get_url:\n  url: http://example.com/a.tar.gz\n  dest: /tmp/a",
                            "apt:\n  deb: http://example.com/a.deb")
                    .good(
                            "get_url:\n  url: https://example.com/a\n  dest: /tmp/a",
                            "uri:\n  url: http://localhost:8080/")
                    .looks((book, out) -> book.tasks()
                            .forEach(t -> t.arguments().entries().stream()
                                    .filter(e -> Set.of(
                                                            "url", "deb", "baseurl", "repo", "src", "key", "rpm_key",
                                                            "name", "gpgkey")
                                                    .contains(e.key().value())
                                            && isRemoteHttp(e.value().textAt().orElse("")))
                                    .forEach(e -> out.at(e.key().span(), "it comes unprotected")))),
            rule(
                            "download-without-checksum",
                            Severity.LOW,
                            "A downloaded file is not verified by a checksum",
                            "What was published under the address yesterday need not be there today.",
                            "give the checksum of the file",
                            "CICD-SEC-9")
                    .bad(
                            "get_url:\n  url: https://a.b/c\n  dest: /tmp/c",
                            "ansible.builtin.get_url:\n  url: https://a.b/d\n  dest: /d")
                    .good(
                            "get_url:\n  url: https://a.b/c\n  dest: /tmp/c\n  checksum: sha256:00",
                            "uri:\n  url: https://a.b/c")
                    .looks((book, out) -> book.tasks().stream()
                            .filter(t -> t.shortName().equals("get_url")
                                    && t.arguments().get("url").isPresent()
                                    && t.argument("checksum").isEmpty()
                                    && t.argument("sha256sum").isEmpty())
                            .forEach(t -> out.at(t.at(), "no checksum is given"))),
            rule(
                            "mode-unset",
                            Severity.LOW,
                            "The file mode (permissions) of a created file is unset",
                            "The umask of the day decides who may read and write it.",
                            "set mode",
                            "CIS-6.1",
                            "SOC2-CC6.1")
                    .bad("copy:\n  src: a\n  dest: /b", "ansible.builtin.template:\n  src: a.j2\n  dest: /b")
                    .good("copy:\n  src: a\n  dest: /b\n  mode: '0600'", "file:\n  path: /b\n  state: absent")
                    .looks((book, out) -> book.tasks().stream()
                            .filter(t -> Set.of("copy", "template", "get_url", "assemble")
                                            .contains(t.shortName())
                                    && t.arguments().get("dest").isPresent()
                                    && t.arguments().get("mode").isEmpty())
                            .forEach(t -> out.at(t.at(), "no mode is given"))),
            rule(
                            "mode-world-writable",
                            Severity.MEDIUM,
                            "A file is created world-writable (mode 0777 or o+w)",
                            "Every user of the machine may replace it.",
                            "take the write permission of others away",
                            "SOC2-CC6.1")
                    .bad("file:\n  path: /a\n  mode: '0777'", "copy:\n  src: a\n  dest: /b\n  mode: u=rw,o+w")
                    .good("file:\n  path: /a\n  mode: '0755'", "copy:\n  src: a\n  dest: /b\n  mode: preserve")
                    .looks((book, out) -> book.tasks().stream()
                            .filter(t -> FILES.contains(t.shortName())
                                    && t.argument("mode")
                                            .filter(TaskRules::isWorldWritable)
                                            .isPresent())
                            .forEach(t -> out.at(t.at("mode"), "everybody may write it"))),
            rule(
                            "shell-instead-of-module",
                            Severity.LOW,
                            "A shell or command is used where a module exists",
                            "The command runs each time and reports a change each time; a module knows what to do.",
                            "use the module",
                            "SOC2-CC8.1")
                    .bad("shell: curl -O https://a.b/c", "ansible.builtin.command: systemctl restart a")
                    .good("get_url:\n  url: https://a.b/c", "shell: ./install.sh")
                    .looks((book, out) -> book.tasks().stream()
                            .filter(t -> SHELLS.contains(t.shortName()))
                            .forEach(t -> {
                                String[] words = t.freeForm().strip().split("\\s+", 3);
                                String program = words[0].substring(words[0].lastIndexOf('/') + 1);
                                if (MODULES.containsKey(program)) {
                                    out.at(t.at(), program + " has a module: " + MODULES.get(program));
                                }
                            })),
            rule(
                            "command-not-idempotent",
                            Severity.LOW,
                            "A command has neither creates, removes nor changed_when",
                            "Each run reports a change, so that real ones are not seen and handlers fire for nothing.",
                            "say when something changes",
                            "SOC2-CC8.1")
                    .bad("command: ./install.sh", "ansible.builtin.shell: make install")
                    .good("command: ./install.sh\nargs:\n  creates: /opt/a", "command: ./a\nchanged_when: false")
                    .looks((book, out) -> book.tasks().stream()
                            .filter(t -> SHELLS.contains(t.shortName()))
                            .filter(t -> t.body().get("changed_when").isEmpty()
                                    && t.body().get("when").isEmpty()
                                    && t.arguments().get("creates").isEmpty()
                                    && t.arguments().get("removes").isEmpty())
                            .forEach(t -> out.at(t.at(), "it always reports a change"))),
            rule(
                            "package-latest",
                            Severity.MEDIUM,
                            "A package is installed in its latest version",
                            "What is installed depends on the day: two machines differ, and nobody chose the version.",
                            "name the version, and set state: present",
                            "CICD-SEC-3",
                            "SOC2-CC8.1")
                    .bad("apt:\n  name: nginx\n  state: latest", "ansible.builtin.pip:\n  name: flask\n  state: latest")
                    .good("apt:\n  name: nginx=1.18\n  state: present", "git:\n  repo: a\n  version: v1")
                    .looks((book, out) -> book.tasks().stream()
                            .filter(t -> PACKAGES.contains(t.shortName())
                                    && t.argument("state").orElse("").equals("latest"))
                            .forEach(t -> out.at(t.at("state"), "the version is left open"))),
            rule(
                            "git-without-version",
                            Severity.MEDIUM,
                            "A git checkout has no fixed version",
                            "The head of a branch is deployed: whatever was pushed last.",
                            "set version to a tag or a commit",
                            "CICD-SEC-3")
                    .bad(
                            "git:\n  repo: https://a.b/c\n  dest: /c",
                            "ansible.builtin.git:\n  repo: https://a.b/c\n  version: main")
                    .good(
                            "git:\n  repo: https://a.b/c\n  version: v1.2",
                            "git:\n  repo: https://a.b/c\n  version: '{{ v }}'")
                    .looks((book, out) -> book.tasks().stream()
                            .filter(t -> t.shortName().equals("git")
                                    && t.arguments().get("repo").isPresent())
                            .filter(t -> Set.of("", "HEAD", "main", "master", "develop")
                                    .contains(t.argument("version").orElse("")))
                            .forEach(t -> out.at(t.at("version"), "the head of a branch is taken"))),
            rule(
                            "become-user-without-become",
                            Severity.MEDIUM,
                            "Privilege escalation using become_user without become",
                            "Without become defined and set to true, become_user has no effect: the action runs as the"
                                    + " connecting user.",
                            "set become: true beside become_user",
                            "SOC2-CC6.1")
                    .bad("command: whoami\nbecome_user: app", "- hosts: all\n  become_user: root\n  tasks: []\n")
                    .good("command: whoami\nbecome: true\nbecome_user: app", "command: whoami")
                    .looks(TaskRules::becomes),
            rule(
                            "errors-ignored",
                            Severity.LOW,
                            "Errors of a task are ignored (ignore_errors)",
                            "The play goes on as if all were well.",
                            "say with failed_when what is no failure",
                            "SOC2-CC8.1")
                    .bad("command: ./a\nignore_errors: yes", "apt:\n  name: a\nignore_errors: true")
                    .good(
                            "command: ./a\nfailed_when: r.rc > 1\nregister: r",
                            "command: ./a\nignore_errors: '{{ ansible_check_mode }}'")
                    .looks((book, out) -> book.tasks().stream()
                            .filter(t -> t.isTrue("ignore_errors"))
                            .forEach(t -> out.at(
                                    t.body()
                                            .entry("ignore_errors")
                                            .map(e -> e.key().span())
                                            .orElse(t.at()),
                                    "failures are not seen"))),
            rule(
                            "task-without-name",
                            Severity.NOTE,
                            "A task has no name",
                            "The output of a run does not say what was done.",
                            "give the task a name",
                            "SOC2-CC8.1")
                    .bad("- command: ./a\n  register: r\n- hosts: b\n", "- hosts: all\n  tasks:\n    - command: ./a\n")
                    .good("command: ./a", "- hosts: all\n  tasks:\n    - name: a\n      command: ./a\n")
                    .looks((book, out) -> book.tasks().stream()
                            .filter(t -> !t.module().isEmpty()
                                    && t.body().get("name").isEmpty()
                                    && !Set.of(
                                                    "include_tasks",
                                                    "import_tasks",
                                                    "include_role",
                                                    "import_role",
                                                    "import_playbook",
                                                    "meta",
                                                    "set_fact",
                                                    "include_vars",
                                                    "include",
                                                    "role",
                                                    "debug",
                                                    "assert")
                                            .contains(t.shortName()))
                            .forEach(t -> out.at(t.at(), "the task has no name"))),
            rule(
                            "assume-role-without-mfa",
                            Severity.LOW,
                            "A role is assumed without MFA authentication",
                            "Users should authenticate with multi-factor authentication: a stolen key is enough here.",
                            "set mfa_serial_number and mfa_token",
                            "PCI-8.4",
                            "CIS-AWS-1.10")
                    .bad(
                            "community.aws.sts_assume_role:\n  role_arn: a",
                            "sts_assume_role:\n  role_arn: a\n  mfa_serial_number: b")
                    .good("sts_assume_role:\n  role_arn: a\n  mfa_serial_number: b\n  mfa_token: c", "user:\n  name: a")
                    .looks((book, out) -> book.tasks().stream()
                            .filter(t -> t.shortName().equals("sts_assume_role"))
                            .filter(t -> t.argument("mfa_serial_number").isEmpty()
                                    || t.argument("mfa_token").isEmpty())
                            .forEach(t -> out.at(t.at(), "no second factor is asked for"))));

    private TaskRules() {}

    private static Rule argument(
            String id,
            Severity severity,
            String title,
            String why,
            String fix,
            Set<String> names,
            java.util.function.Predicate<String> wrong,
            String bad,
            String otherBad,
            String good) {
        return rule(id, severity, title, why, fix, "PCI-4.2", "CICD-SEC-9")
                .bad(bad, otherBad)
                .good(good, "command: ./a")
                .looks((book, out) -> book.tasks()
                        .forEach(t -> t.arguments().entries().stream()
                                .filter(e -> names.contains(e.key().value())
                                        && e.value().textAt().filter(wrong).isPresent())
                                .forEach(e -> out.at(e.key().span(), e.key().value() + " switches the check off"))));
    }

    private static Stream<Node.Entry> secrets(Task task) {
        return task.arguments().entries().stream()
                .filter(e -> SECRET_OPTION.matcher(e.key().value()).matches()
                        && !NO_SECRETS.contains(e.key().value())
                        && e.value().textAt().filter(v -> !v.isBlank()).isPresent());
    }

    /** Cloud modules mark their secrets themselves. */
    private static boolean isCloud(Task task) {
        return task.module().matches("(community\\.aws|amazon\\.aws|azure\\.azcollection|google\\.cloud)\\..*")
                || task.shortName().matches("(aws|azure_rm|gcp|rds|ec2|iam|redshift)(_.*)?");
    }

    private static boolean isRemoteHttp(String text) {
        return text.startsWith("http://") && !text.matches("http://(localhost|127\\.|\\[::1]|\\{\\{).*");
    }

    private static boolean isWorldWritable(String mode) {
        return mode.matches("0?[0-7]?[0-7][0-7][2367]") || mode.matches("(.*,)?[ugo]*[oa][ugo]*[+=][rx]*w.*");
    }

    private static void becomes(Playbook book, Report out) {
        Stream.concat(book.plays().stream(), book.tasks().stream().map(Task::body))
                .filter(m -> m.get("become_user").isPresent())
                .filter(m -> m.textAt("become").filter(b -> !Truths.isFalse(b)).isEmpty())
                .forEach(m -> out.at(m.entry("become_user").orElseThrow().key().span(), "become_user has no effect"));
    }
}

package dev.slipway.check;

import java.util.List;

/** What the engine itself finds, as rules, so that they are listed, documented and tested like any other. */
final class EngineRules {
    static final Rule NOT_PARSED = new Rule.OfEngine(
            Checker.NOT_PARSED,
            List.of(
                    Example.bad("compose.yaml", "services:\n  web: [\n"),
                    Example.bad("app.yaml", "apiVersion: v1\nkind: Pod\n\tmetadata: {}\n"),
                    Example.good("app.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n"),
                    Example.good("compose.yaml", "services:\n  web:\n    image: app:1\n")));

    static final Rule NO_REASON = new Rule.OfEngine(
            Suppressions.NO_REASON,
            List.of(
                    Example.bad("Dockerfile", "FROM a:1\n# slipway:ignore docker/root-user\nCMD [\"a\"]\n"),
                    Example.bad("Dockerfile", "# slipway:ignore docker/root-user until=9999-12-31\nFROM a:1\n"),
                    Example.good("Dockerfile", "FROM a:1 # slipway:ignore docker/root-user reason=needs port 80\n"),
                    Example.good("Dockerfile", "# slipway:ignore docker/root-user reason=needs port 80\nFROM a:1\n")));

    static final Rule EXPIRED = new Rule.OfEngine(
            Suppressions.EXPIRED,
            List.of(
                    Example.bad(
                            "Dockerfile",
                            "# slipway:ignore docker/root-user reason=port 80 until=2020-01-31\nFROM a:1\n"),
                    Example.bad(
                            "Dockerfile", "# slipway:ignore docker/root-user reason=port 80 until=soon\nFROM a:1\n"),
                    Example.good("Dockerfile", "# slipway:ignore docker/root-user reason=port 80\nFROM a:1\n"),
                    Example.good(
                            "Dockerfile",
                            "# slipway:ignore docker/root-user reason=port 80 until=9999-12-31\nFROM a:1\n")));

    static final Rule UNUSED = new Rule.OfEngine(
            Suppressions.UNUSED,
            List.of(
                    Example.bad("Dockerfile", "# slipway:ignore docker/root-user reason=port 80\nFROM a:1\nUSER 1\n"),
                    Example.bad("Dockerfile", "FROM a:1\nUSER 1 # slipway:ignore docker/sudo reason=needed\n"),
                    Example.good("Dockerfile", "FROM a:1\nUSER 1\n"),
                    Example.good("Dockerfile", "# slipway:ignore docker/root-user reason=port 80\nFROM a:1\n")));

    private EngineRules() {}

    /** All of them. */
    static final List<Rule> ALL = List.of(NOT_PARSED, NO_REASON, EXPIRED, UNUSED);
}

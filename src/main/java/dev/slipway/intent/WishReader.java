package dev.slipway.intent;

import dev.slipway.intent.Declaration.Expose;
import dev.slipway.intent.Declaration.Probe;
import dev.slipway.intent.Declaration.Schedule;
import dev.slipway.intent.Declaration.Wishes;
import dev.slipway.text.Words;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code x-slipway} of a service. */
final class WishReader {
    /** Headers that the sending of a request itself needs. */
    private static final Set<String> OURS =
            Set.of("host", "connection", "content-length", "transfer-encoding", "expect", "upgrade");

    /** Headers that exist to carry a secret, whatever their value. */
    private static final Set<String> SECRET = Set.of("authorization", "proxy-authorization", "cookie", "x-api-key");

    /** RFC 1123 host name; a leading {@code *.} is a wildcard. */
    static final String HOST =
            "(\\*\\.)?([a-zA-Z0-9]([a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?\\.){0,20}[a-zA-Z0-9]([a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?";

    private static final Duration MAX_STOP = Duration.ofMinutes(15);
    private static final String NAME = "[A-Za-z_][A-Za-z0-9_.-]{0,200}";
    private static final Pattern PERCENTILE = Pattern.compile("p(\\d{2}(\\.\\d)?)");
    private static final Pattern CRON_FIELD = Pattern.compile("[0-9*/,A-Za-z-]{1,60}");

    private final Section wishes;
    private final Problems problems;

    WishReader(Section wishes) {
        this.wishes = wishes;
        this.problems = wishes.problems();
    }

    /** What a service without {@code x-slipway} says. */
    static Section nothing(Section service) {
        return new Section(new Tree.Fields(Map.of(), service.place()), service.path("x-slipway"), service.problems());
    }

    Wishes read() {
        // In the order of the documentation, for the list of what is allowed.
        wishes.knows(Vocabulary.X_SERVICE);
        Given<Intent.Role> role = wishes.choice(
                        "role",
                        Vocabulary.ROLES,
                        Map.of("server", "web", "http", "web", "api", "web", "cronjob", "cron"))
                .map(w -> Intent.Role.valueOf(w.toUpperCase(Locale.ROOT)));
        Section none = nothing(wishes);
        Section health = wishes.section("health").orElse(none);
        Section slo = wishes.section("slo").orElse(none);
        Section scale = wishes.section("scale").orElse(none);
        Wishes result = new Wishes(
                role,
                expose(),
                probe(health, "ready"),
                probe(health, "live"),
                probe(health, "start"),
                health.integer("port", 1, 65_535),
                verify(),
                availability(slo),
                latency(slo),
                scale.integer("min", 0, 1000),
                scale.integer("max", 1, 1000),
                scale.text("metric"),
                scale.number("target", "a number above 0", 0, 1e12),
                wishes.texts("uses", "the name of a service or resource", "[a-zA-Z0-9._-]{1,200}"),
                Commands.command(wishes, "migrate"),
                schedule(),
                wishes.texts("secrets", "the name of a variable", NAME),
                wishes.duration("stop", "a duration below 15m, such as 30s", Duration.ZERO, MAX_STOP.minusNanos(1)),
                wishes.number("cpu_ms", "a number of milliseconds above 0", 0, 1e7),
                wishes.size("memory"));
        health.finish(Vocabulary.slips("readiness=ready liveness=live healthz=ready startup=start path=ready"));
        slo.finish(Vocabulary.slips(
                "uptime=availability p50=latency.p50 p90=latency.p90 p95=latency.p95 p99=latency.p99"));
        scale.finish(Vocabulary.slips("replicas=deploy.replicas cpupercent=metric cpu=metric memory=metric"));
        wishes.finish(Vocabulary.SERVICE_SLIPS);
        consistent(result, health, scale);
        return result;
    }

    private void consistent(Wishes w, Section health, Section scale) {
        boolean same =
                w.ready().isGiven() && w.ready().toOptional().equals(w.live().toOptional());
        if (same) {
            wishes.problem(
                    health.placeOf("live"),
                    health.path() + ": ready and live are the same",
                    "a live probe that looks at dependencies restarts what is healthy",
                    "give live a path of its own, or leave it out");
        }
        int min = w.scaleMin().toOptional().orElse(0);
        int max = w.scaleMax().toOptional().orElse(Integer.MAX_VALUE);
        if (min > max) {
            wishes.problem(
                    scale.placeOf("min"), scale.path() + ": min " + min + " is above max " + max, "", "raise max");
        }
        if (w.scaleMetric().isGiven() != w.scaleTarget().isGiven()) {
            String missing = w.scaleMetric().isGiven() ? "target" : "metric";
            wishes.problem(
                    scale.place(),
                    scale.path() + ": " + missing + " is missing",
                    "metric and target are given together or not at all",
                    "add `" + missing + "`");
        }
        boolean cron = w.role().toOptional().filter(r -> r == Intent.Role.CRON).isPresent();
        if (cron && !w.schedule().isGiven() && wishes.get("schedule").isEmpty()) {
            wishes.problem(
                    wishes.placeOf("role"),
                    wishes.path() + ": a cron service needs a schedule",
                    "",
                    "add `schedule: \"0 3 * * *\"`");
        }
        if (w.schedule().isGiven() && w.role().isGiven() && !cron) {
            wishes.problem(
                    wishes.placeOf("schedule"),
                    wishes.path() + ": schedule is for role cron",
                    "",
                    "set `role: cron` or remove the schedule");
        }
    }

    private Given<Expose> expose() {
        Optional<Tree> found = wishes.get("expose");
        if (found.isEmpty()) {
            return Given.none();
        }
        if (found.get() instanceof Tree.Leaf) {
            return wishes.flag("expose").map(open -> new Expose(open, "", "/", true, false));
        }
        return wishes.section("expose")
                .map(e -> {
                    Given<String> host = e.text("host", "a host name", HOST);
                    Given<String> path = e.text("path", "a path that begins with /", "/[^\\s]*");
                    Given<Boolean> tls = e.flag("tls");
                    Given<Boolean> waf = e.flag("waf");
                    e.finish(Vocabulary.slips("domain=host hostname=host https=tls ssl=tls"));
                    return Given.of(
                            new Expose(
                                    true,
                                    host.toOptional().orElse(""),
                                    path.toOptional().orElse("/"),
                                    tls.toOptional().orElse(true),
                                    waf.toOptional().orElse(false)),
                            wishes.keyPlace("expose"));
                })
                .orElseGet(Given::none);
    }

    /** A path begins with {@code /}; a list is a command. */
    private Given<Probe> probe(Section health, String key) {
        Optional<Tree> found = health.get(key);
        if (found.isEmpty()) {
            return Given.none();
        }
        if (found.get() instanceof Tree.Items) {
            return Commands.command(health, key).map(Probe.Run::new);
        }
        return health.value(
                key,
                "a path that begins with / or a command as a list",
                v -> isPath(v) ? Optional.of(new Probe.Path(v)) : Optional.empty(),
                v -> v.matches("[a-zA-Z0-9._/-]{1,100}") ? "/" + v : "");
    }

    static boolean isPath(String value) {
        return value.startsWith("/") && value.length() <= 500 && value.chars().noneMatch(c -> c <= 0x20 || c == 0x7f);
    }

    private Given<List<Intent.Check>> verify() {
        Optional<Tree> found = wishes.get("verify");
        if (found.isEmpty()) {
            return Given.none();
        }
        List<Intent.Check> checks = new ArrayList<>();
        for (Tree item : wishes.items("verify", found.get())) {
            switch (item) {
                case Tree.Fields map -> verification(map).ifPresent(checks::add);
                case Tree.Leaf leaf when isPath(leaf.value()) -> checks.add(new Intent.Check(leaf.value(), 200, ""));
                case Tree.Leaf leaf -> wishes.wrong("verify", leaf, "a request such as {get: /items, status: 200}");
                case Tree.Items list -> wishes.wrong("verify", list, "a request such as {get: /items, status: 200}");
            }
        }
        return Given.of(List.copyOf(checks), wishes.keyPlace("verify"));
    }

    private Optional<Intent.Check> verification(Tree.Fields map) {
        Section request = new Section(map, wishes.path("verify"), problems);
        Given<String> get = request.value(
                "get",
                "a path that begins with /",
                v -> isPath(v) ? Optional.of(v) : Optional.empty(),
                v -> v.matches("[a-zA-Z0-9._/?=&-]{1,100}") ? "/" + v : "");
        Given<Integer> status = request.integer("status", 100, 599);
        Given<String> contains = request.text("contains");
        Map<String, String> headers = new LinkedHashMap<>();
        request.get("header").ifPresent(tree -> header(request, tree, headers));
        if (request.get("get").isEmpty()) {
            wishes.problem(map.place(), request.path() + ": a request has no `get`", "", "add `get: /path`");
        }
        request.finish(Vocabulary.slips(
                "path=get url=get expect=status code=status body=contains text=contains headers=header post=get"));
        return get.toOptional()
                .map(path -> new Intent.Check(
                        path,
                        status.toOptional().orElse(200),
                        contains.toOptional().orElse(""),
                        headers));
    }

    private void header(Section request, Tree tree, Map<String, String> into) {
        if (tree instanceof Tree.Fields map) {
            map.fields().forEach((name, field) -> {
                if (field.value() instanceof Tree.Leaf leaf) {
                    header(request, leaf, name, leaf.value(), into);
                } else {
                    request.wrong("header", field.value(), "a single value");
                }
            });
            return;
        }
        for (Tree item : request.items("header", tree)) {
            if (item instanceof Tree.Leaf leaf) {
                int colon = leaf.value().indexOf(':');
                header(
                        request,
                        leaf,
                        colon < 0 ? "" : leaf.value().substring(0, colon),
                        leaf.value().substring(colon + 1).strip(),
                        into);
            }
        }
    }

    private void header(Section request, Tree.Leaf leaf, String name, String value, Map<String, String> into) {
        boolean fine = name.matches("[A-Za-z0-9-]{1,100}")
                && value.length() <= 2000
                && value.chars().noneMatch(c -> c < 0x20 || c == 0x7f);
        String word = name.toLowerCase(Locale.ROOT);
        if (fine && (OURS.contains(word) || word.startsWith("x-slipway-"))) {
            request.problem(
                    leaf.place(),
                    request.path("header") + ": " + name + " is set by the client that sends the request",
                    "",
                    "leave it out");
        } else if (fine && (SECRET.contains(word) || SecretNames.isSecret(name))) {
            request.problem(
                    leaf.place(),
                    request.path("header") + ": " + name + " would carry a secret",
                    "what is verified stands in plans and reports in clear",
                    "verify a path that needs no login");
        } else if (fine) {
            into.put(name, value);
        } else {
            request.problem(leaf.place(), request.path("header") + ": no header", "", "write `Name: value`");
        }
    }

    private static Given<Double> availability(Section slo) {
        return slo.value(
                "availability",
                "a percentage from 90 to 99.999",
                v -> Quantities.percent(v).or(() -> Quantities.number(v)).filter(p -> p >= 90 && p <= 99.999),
                v -> v.matches("\\d{2},\\d{1,3}%?") ? v.replace(',', '.') : "");
    }

    private static Map<String, Given.Value<Duration>> latency(Section slo) {
        Map<String, Given.Value<Duration>> result = new LinkedHashMap<>();
        slo.section("latency").ifPresent(latency -> {
            for (String key : latency.keys()) {
                Matcher m = PERCENTILE.matcher(key);
                boolean known = m.matches() && Double.parseDouble(m.group(1)) >= 50;
                if (!known) {
                    latency.problem(
                            latency.keyPlace(key),
                            "unknown key '" + Problems.shown(key) + "' in " + latency.path(),
                            "allowed: p50 to p99.9",
                            "write `p95: 300ms`");
                } else if (latency.duration(key, "a duration such as 300ms", Duration.ofNanos(1), Duration.ofHours(1))
                        instanceof Given.Value<Duration> v) {
                    result.put(key, v);
                }
            }
        });
        return result;
    }

    private Given<Schedule> schedule() {
        Optional<Tree> found = wishes.get("schedule");
        if (found.isPresent() && found.get() instanceof Tree.Fields) {
            Section map = wishes.section("schedule").orElseThrow();
            Given<String> cron = map.text("cron");
            Given<String> zone = map.text("zone");
            map.finish(Vocabulary.slips("timezone=zone tz=zone"));
            String text = cron.toOptional().orElse("") + " " + zone.toOptional().orElse("UTC");
            Optional<Schedule> read = cron(text);
            if (cron.isGiven() && read.isEmpty()) {
                wishes.problem(
                        map.placeOf("cron"),
                        wishes.path("schedule") + " is not five cron fields and a zone",
                        "",
                        "write `cron: \"0 3 * * *\"` and `zone: Europe/Berlin`");
            }
            return read.<Given<Schedule>>map(s -> Given.of(s, found.get().place()))
                    .orElseGet(Given::none);
        }
        return wishes.value(
                "schedule", "five cron fields and a time zone, such as \"0 3 * * * Europe/Berlin\"", WishReader::cron);
    }

    /** Five fields, and a zone unless it is UTC. */
    private static Optional<Schedule> cron(String text) {
        List<String> words = Words.split(text);
        if (words.size() != 5 && words.size() != 6) {
            return Optional.empty();
        }
        boolean fields =
                words.subList(0, 5).stream().allMatch(f -> CRON_FIELD.matcher(f).matches());
        String zone = words.size() == 6 ? words.get(5) : "UTC";
        return fields && Cron.isValid(words.subList(0, 5)) && isZone(zone)
                ? Optional.of(new Schedule(String.join(" ", words.subList(0, 5)), zone))
                : Optional.empty();
    }

    static boolean isZone(String name) {
        return ZoneId.getAvailableZoneIds().contains(name);
    }
}

package dev.slipway.pipeline.dialect.github.run;

import dev.slipway.base.Place;
import dev.slipway.base.Problem;
import dev.slipway.pipeline.Timeout;
import dev.slipway.pipeline.dialect.github.expr.Scope;
import dev.slipway.pipeline.dialect.github.expr.Value;
import dev.slipway.pipeline.flow.Node.Kind;
import dev.slipway.pipeline.flow.Terms;
import dev.slipway.pipeline.flow.Verdict;
import dev.slipway.pipeline.session.JobReport;
import dev.slipway.pipeline.session.JobSession;
import dev.slipway.pipeline.session.Notice;
import dev.slipway.pipeline.session.RunRequest;
import dev.slipway.pipeline.session.Session;
import dev.slipway.pipeline.session.View;
import dev.slipway.text.Node;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A run of one workflow file. */
final class GithubSession implements Session {
    /** Minutes of a job without {@code timeout-minutes}. */
    private static final double JOB_MINUTES = 360;

    private final RunRequest request;
    private final Facts facts;
    private final CalledFlow first;
    private final Map<String, JobNode> jobs = new ConcurrentHashMap<>();
    private final Map<String, Map<String, String>> outputs = new ConcurrentHashMap<>();
    private final Map<String, CalledFlow> called = new ConcurrentHashMap<>();
    private final Map<String, List<String>> cells = new ConcurrentHashMap<>();
    private final List<dev.slipway.pipeline.flow.Node> nodes;
    private final Value.Obj github;
    private final Value vars;

    GithubSession(RunRequest request, Node root) {
        this.request = request;
        this.facts = new Facts(request);
        this.first = new CalledFlow(
                request.file(), root, "", "", Inputs.ofEvent(request, root, facts), request.secrets(), 0);
        this.nodes = add(first, selected(root));
        this.github = facts.github(workflowName(), request.file(), Map.of());
        Map<String, Value> all = new LinkedHashMap<>();
        request.variables().forEach((k, v) -> all.put(k, Value.of(v)));
        this.vars = new Value.Obj(all);
    }

    Facts facts() {
        return facts;
    }

    RunRequest request() {
        return request;
    }

    String workflowName() {
        return first.root().textAt("name").orElse(request.file());
    }

    @Override
    public List<Notice> notices() {
        return new Preview(request, facts).notices(first, jobs.keySet());
    }

    @Override
    public List<dev.slipway.pipeline.flow.Node> nodes() {
        return nodes;
    }

    @Override
    public String title(String node) {
        JobNode job = job(node);
        String name = job.body().textAt("name").orElse(job.job());
        boolean named = name.contains("${{");
        String title = name;
        if (named) {
            try {
                Eval eval = new Eval(job.flow().file(), scope(job, Optional.empty()));
                title = job.body().at("name").map(eval::text).orElse(name);
            } catch (dev.slipway.base.SlipwayException e) {
                // The name is for people; as written it says enough.
                title = name;
            }
        }
        String label = job.cell().map(Matrix::label).orElse("");
        String shown = label.isEmpty() || named ? title : title + " (" + label + ")";
        return job.flow().parent().isEmpty() ? shown : title(job.flow().parent()) + " / " + shown;
    }

    /** The jobs asked for and all that they need; all jobs when none is asked for. */
    private Set<String> selected(Node root) {
        Map<String, Node> all = new LinkedHashMap<>();
        root.entriesAt("jobs").forEach(e -> all.put(e.key().value(), e.value()));
        if (request.select().isEmpty()) {
            return all.keySet();
        }
        Set<String> chosen = new LinkedHashSet<>();
        for (String wanted : request.select()) {
            String id = all.containsKey(wanted)
                    ? wanted
                    : all.entrySet().stream()
                            .filter(e -> e.getValue()
                                    .textAt("name")
                                    .filter(wanted::equals)
                                    .isPresent())
                            .map(Map.Entry::getKey)
                            .findFirst()
                            .orElseThrow(() -> Problem.input(
                                            "there is no job " + wanted,
                                            Place.of(request.file()),
                                            "the file has " + String.join(", ", all.keySet()),
                                            "name one of them with --job")
                                    .asException());
            addWithNeeds(id, all, chosen);
        }
        return chosen;
    }

    private static void addWithNeeds(String id, Map<String, Node> all, Set<String> chosen) {
        Node body = all.get(id);
        if (body != null && chosen.add(id)) {
            needs(body).forEach(n -> addWithNeeds(n, all, chosen));
        }
    }

    static List<String> needs(Node job) {
        return job.at("needs")
                .map(n -> n instanceof Node.Sequence s
                        ? s.items().stream().map(GithubSession::plain).toList()
                        : List.of(plain(n)))
                .orElse(List.of());
    }

    private static String plain(Node node) {
        return node instanceof Node.Scalar s ? s.value() : "";
    }

    private List<dev.slipway.pipeline.flow.Node> add(CalledFlow flow, Set<String> chosen) {
        List<dev.slipway.pipeline.flow.Node> added = new ArrayList<>();
        flow.jobs().forEach((key, body) -> {
            if (chosen.contains(key)) {
                List<String> needs = needs(body).stream().map(flow::node).toList();
                String id = flow.node(key);
                jobs.put(id, new JobNode(id, flow, key, body, Optional.empty(), 0, 1, needs));
                added.add(dev.slipway.pipeline.flow.Node.job(id, flow.parent(), needs));
            }
        });
        return added;
    }

    JobNode job(String node) {
        JobNode job = jobs.get(node);
        if (job == null) {
            throw new IllegalArgumentException("no node " + node);
        }
        return job;
    }

    // --- decisions -------------------------------------------------------------------------------------------------

    @Override
    public Verdict decide(String node, View view) {
        JobNode job = job(node);
        Eval eval = new Eval(job.flow().file(), scope(job, Optional.of(view)));
        if (job.cell().isEmpty()) {
            Optional<Node> condition = job.body().at("if");
            boolean runs = condition.isPresent()
                    ? eval.condition(plain(condition.get()), condition.get())
                    : eval.scope().status("success", List.of());
            if (!runs) {
                return new Verdict.Skip(
                        condition.isPresent() ? "its condition is not met" : "what it needs did not succeed");
            }
            Optional<Node> matrix = job.body().at("strategy", "matrix");
            if (matrix.isPresent()) {
                return fanOut(job, eval, eval.value(matrix.get()));
            }
        }
        Optional<String> refusal = new Preview(request, facts).refusal(job, eval);
        if (refusal.isPresent()) {
            return new Verdict.Skip(refusal.get());
        }
        if (job.body().at("uses").isPresent()) {
            return call(job, eval);
        }
        return new Verdict.Run(terms(job, eval));
    }

    private Verdict fanOut(JobNode job, Eval eval, Value matrix) {
        List<Value.Obj> all = Matrix.cells(matrix);
        if (all.size() > Matrix.MAX_CELLS) {
            return new Verdict.Fail("the matrix has " + all.size() + " cells, more than " + Matrix.MAX_CELLS);
        }
        List<Value.Obj> wanted = all.stream().filter(this::isWanted).toList();
        if (wanted.isEmpty()) {
            return all.isEmpty()
                    ? new Verdict.Fail("the matrix has no cells")
                    : new Verdict.Skip("no cell is " + request.matrix());
        }
        List<dev.slipway.pipeline.flow.Node> added = new ArrayList<>();
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            if (!isWanted(all.get(i))) {
                continue;
            }
            String label = Matrix.label(all.get(i));
            String id = job.id() + " (" + (label.isEmpty() ? String.valueOf(i) : label) + ")";
            while (jobs.containsKey(id)) {
                id += "'";
            }
            jobs.put(
                    id,
                    new JobNode(
                            id,
                            job.flow(),
                            job.job(),
                            job.body(),
                            Optional.of(all.get(i)),
                            i,
                            all.size(),
                            job.needs()));
            ids.add(id);
            added.add(new dev.slipway.pipeline.flow.Node(id, job.id(), List.of(), Kind.JOB));
        }
        cells.put(job.id(), ids);
        boolean failFast = job.body()
                .at("strategy", "fail-fast")
                .map(n -> eval.value(n).isTruthy())
                .orElse(true);
        int parallel = job.body()
                .at("strategy", "max-parallel")
                .map(n -> (int) eval.value(n).number())
                .orElse(0);
        return new Verdict.Expand(added, Terms.PLAIN.grouped(parallel, failFast));
    }

    private boolean isWanted(Value.Obj cell) {
        return request.matrix().entrySet().stream()
                .allMatch(e -> cell.get(e.getKey())
                        .map(v -> v.text().equals(e.getValue()))
                        .orElse(true));
    }

    private Verdict call(JobNode job, Eval eval) {
        String uses = job.body().textAt("uses").orElse("");
        if (job.flow().depth() >= CalledFlow.MAX_DEPTH) {
            return new Verdict.Fail("workflows call each other more than " + CalledFlow.MAX_DEPTH + " deep");
        }
        Optional<CalledFlow> flow = new Calls(request).resolve(job, uses, eval);
        if (flow.isEmpty()) {
            return new Verdict.Fail("the called workflow is not at hand: " + uses);
        }
        called.put(job.id(), flow.get());
        List<dev.slipway.pipeline.flow.Node> added =
                add(flow.get(), flow.get().jobs().keySet());
        return new Verdict.Expand(added, lock(job, eval, Terms.PLAIN));
    }

    private Terms terms(JobNode job, Eval eval) {
        Node body = job.body();
        double minutes = body.at("timeout-minutes")
                .map(n -> eval.value(n).number())
                .filter(m -> !Double.isNaN(m) && m > 0)
                .orElse(JOB_MINUTES);
        Terms terms = Terms.PLAIN.within(new Timeout.After(Duration.ofMillis((long) (minutes * 60_000))));
        double cleanup = body.at("cancel-timeout-minutes")
                .map(n -> eval.value(n).number())
                .filter(m -> m >= 0)
                .orElse(5.0);
        terms = terms.cleaning(Duration.ofMillis((long) (cleanup * 60_000)));
        boolean tolerant =
                body.at("continue-on-error").map(n -> eval.value(n).isTruthy()).orElse(false);
        if (tolerant) {
            terms = terms.tolerating(new Terms.Tolerate(true, Set.of()));
        }
        return lock(job, eval, terms);
    }

    private static Terms lock(JobNode job, Eval eval, Terms terms) {
        Optional<Node> concurrency = job.body().at("concurrency");
        if (concurrency.isEmpty()) {
            return terms;
        }
        Value value = eval.value(concurrency.get());
        String group =
                value instanceof Value.Obj o ? o.get("group").orElse(Value.NULL).text() : value.text();
        boolean cancel = value instanceof Value.Obj o
                && o.get("cancel-in-progress").orElse(Value.NULL).isTruthy();
        boolean queue = value instanceof Value.Obj o
                && !o.get("queue").orElse(Value.NULL).text().isEmpty();
        return group.isEmpty() ? terms : terms.locked(new Terms.Lock.Key(group, cancel, !queue));
    }

    // --- contexts --------------------------------------------------------------------------------------------------

    /** What expressions outside of steps see; a context is made when it is asked for. */
    Scope scope(JobNode job, Optional<View> view) {
        Map<String, Value> made = new LinkedHashMap<>();
        return new Scope() {
            @Override
            public Value context(String name) {
                Value known = made.get(name);
                if (known == null) {
                    known = GithubSession.this.context(job, view, name);
                    made.put(name, known);
                }
                return known;
            }

            @Override
            public String hashFiles(List<String> patterns) {
                return "";
            }

            @Override
            public boolean status(String function, List<String> asked) {
                return GithubSession.this.status(job, view, function, asked);
            }
        };
    }

    private boolean status(JobNode job, Optional<View> view, String function, List<String> asked) {
        if (function.equals("always")) {
            return true;
        }
        boolean cancelled = view.map(View::cancelled).orElse(false);
        if (function.equals("cancelled")) {
            return cancelled;
        }
        List<String> about = asked.isEmpty()
                ? job.needs()
                : asked.stream().map(job.flow()::node).toList();
        Set<String> ancestors = new LinkedHashSet<>();
        about.forEach(n -> ancestors(n, ancestors));
        boolean good = true;
        boolean failed = false;
        for (String id : ancestors) {
            Optional<JobReport> report = view.flatMap(v -> v.of(id));
            good &= report.map(r -> r.settled().conclusion().good()).orElse(false);
            failed |= report.map(r -> r.settled().conclusion().failed()).orElse(false);
        }
        return function.equals("failure") ? failed && !cancelled : good && !cancelled;
    }

    private void ancestors(String node, Set<String> all) {
        JobNode job = jobs.get(node);
        if (job != null && all.add(node)) {
            job.needs().forEach(n -> ancestors(n, all));
        }
    }

    private Value context(JobNode job, Optional<View> view, String name) {
        return switch (name) {
            case "github" -> github.with("job", Value.of(job.job()));
            case "inputs" -> job.flow().inputs();
            case "vars" -> vars;
            case "secrets" -> job.flow().secretsValue();
            case "needs" -> needs(job, view);
            case "matrix" -> job.cell().<Value>map(c -> c).orElse(Value.NULL);
            case "strategy" -> strategy(job);
            default -> Value.NULL;
        };
    }

    /** The part of the context that is the same for all jobs. */
    Value.Obj github() {
        return github;
    }

    private static Value strategy(JobNode job) {
        Map<String, Value> strategy = new LinkedHashMap<>();
        strategy.put(
                "fail-fast",
                Value.of(!job.body()
                        .textAt("strategy", "fail-fast")
                        .orElse("true")
                        .equals("false")));
        strategy.put("job-index", Value.of(job.index()));
        strategy.put("job-total", Value.of(job.total()));
        String parallel = job.body().textAt("strategy", "max-parallel").orElse("");
        strategy.put("max-parallel", Value.of(parallel.matches("\\d{1,6}") ? Integer.parseInt(parallel) : job.total()));
        return new Value.Obj(strategy);
    }

    private Value needs(JobNode job, Optional<View> view) {
        Map<String, Value> all = new LinkedHashMap<>();
        for (String need : job.needs()) {
            Optional<JobReport> report = view.flatMap(v -> v.of(need));
            Map<String, Value> out = new LinkedHashMap<>();
            outputs.getOrDefault(need, Map.of()).forEach((k, v) -> out.put(k, Value.of(v)));
            Map<String, Value> one = new LinkedHashMap<>();
            one.put(
                    "result",
                    Value.of(report.map(r -> Words.of(r.settled().conclusion())).orElse("")));
            one.put("outputs", new Value.Obj(out));
            all.put(job.key(need), new Value.Obj(one));
        }
        return new Value.Obj(all);
    }

    // --- the run ---------------------------------------------------------------------------------------------------

    @Override
    public JobSession open(String node, int attempt, dev.slipway.pipeline.session.Place place, View view) {
        return new GithubJob(this, job(node), place, scope(job(node), Optional.of(view)));
    }

    @Override
    public void settled(String node, JobReport report) {
        List<String> inside = cells.get(node);
        CalledFlow flow = called.get(node);
        if (inside != null) {
            Map<String, String> all = new LinkedHashMap<>();
            // Of several cells' values of one output the last that is not empty counts.
            for (String cell : inside) {
                outputs.getOrDefault(cell, Map.of()).forEach((k, v) -> {
                    if (!v.isEmpty() || !all.containsKey(k)) {
                        all.put(k, v);
                    }
                });
            }
            outputs.put(node, all);
        } else if (flow != null) {
            outputs.put(node, new Calls(request).outputs(flow, outputs));
        } else {
            outputs.put(node, report.outputs());
        }
    }
}

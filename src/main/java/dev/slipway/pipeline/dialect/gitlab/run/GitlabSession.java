package dev.slipway.pipeline.dialect.gitlab.run;

import dev.slipway.pipeline.Timeout;
import dev.slipway.pipeline.dialect.gitlab.GitlabConfig;
import dev.slipway.pipeline.dialect.gitlab.GitlabContext;
import dev.slipway.pipeline.dialect.gitlab.GitlabPlan;
import dev.slipway.pipeline.dialect.gitlab.GitlabPlan.Planned;
import dev.slipway.pipeline.flow.Node;
import dev.slipway.pipeline.flow.Result;
import dev.slipway.pipeline.flow.Terms;
import dev.slipway.pipeline.flow.Verdict;
import dev.slipway.pipeline.session.JobReport;
import dev.slipway.pipeline.session.JobSession;
import dev.slipway.pipeline.session.Notice;
import dev.slipway.pipeline.session.Place;
import dev.slipway.pipeline.session.Secrets;
import dev.slipway.pipeline.session.Session;
import dev.slipway.pipeline.session.View;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One run of a planned GitLab pipeline. Jobs run by the shell executor's rules: {@code before_script} and {@code script} in one
 * shell, {@code after_script} in another. A job with an image runs on this machine's tools, and that is told before the start.
 */
public final class GitlabSession implements Session {
    private final GitlabConfig config;
    private final GitlabContext context;
    private final Secrets secrets;
    private final Map<String, Planned> jobs = new LinkedHashMap<>();
    private final Map<String, Map<String, String>> reports = new ConcurrentHashMap<>();
    private final Set<String> wanted;
    private final Set<String> started;

    /**
     * @param only these jobs alone, with what they need when {@code withNeeds}; empty for all
     * @param byHand manual jobs that are started
     */
    public GitlabSession(
            GitlabConfig config,
            GitlabPlan plan,
            GitlabContext context,
            Secrets secrets,
            Set<String> only,
            boolean withNeeds,
            Set<String> byHand) {
        this.config = config;
        this.context = context;
        this.secrets = secrets;
        plan.jobs().forEach(j -> jobs.put(j.id(), j));
        this.wanted = wanted(only, withNeeds);
        Set<String> hand = new HashSet<>(byHand);
        hand.addAll(only);
        this.started = hand;
    }

    private Set<String> wanted(Set<String> only, boolean withNeeds) {
        if (only.isEmpty()) {
            return jobs.keySet();
        }
        Set<String> all = new HashSet<>();
        List<String> next = new ArrayList<>(jobs.values().stream()
                .filter(j -> only.contains(j.id()) || only.contains(j.job().name()))
                .map(Planned::id)
                .toList());
        for (int i = 0; i < next.size(); i++) {
            if (all.add(next.get(i)) && withNeeds) {
                next.addAll(job(next.get(i)).needs());
            }
        }
        return all;
    }

    @Override
    public List<Notice> notices() {
        List<Notice> notices = new ArrayList<>();
        for (Planned j : jobs.values()) {
            if (wanted.contains(j.id())) {
                GitlabNotices.of(j).forEach(notices::add);
            }
        }
        return notices.stream().distinct().toList();
    }

    @Override
    public List<Node> nodes() {
        List<Node> nodes = new ArrayList<>();
        for (Planned j : jobs.values()) {
            if (wanted.contains(j.id())) {
                List<Node.Need> needs = j.needs().stream()
                        .filter(wanted::contains)
                        .map(n -> new Node.Need(n, !j.explicit()))
                        .toList();
                nodes.add(new Node(j.id(), "", needs, Node.Kind.JOB));
            }
        }
        return nodes;
    }

    @Override
    public String title(String node) {
        return node;
    }

    @Override
    public Verdict decide(String node, View view) {
        Planned job = job(node);
        boolean good = true;
        boolean failed = false;
        for (String need : job.needs()) {
            Optional<JobReport> report = wanted.contains(need) ? view.of(need) : Optional.empty();
            if (report.isPresent()) {
                Result conclusion = report.get().settled().conclusion();
                boolean waits = conclusion == Result.MANUAL
                        && !job.explicit()
                        && job(need).allowFailure();
                good &= conclusion.good() || waits;
                failed |= conclusion.failed() || conclusion == Result.CANCELLED;
            }
        }
        boolean runs = switch (job.when()) {
            case "on_failure" -> failed;
            case "always" -> true;
            default -> good;
        };
        if (!runs || (view.cancelled() && !job.when().equals("always"))) {
            return new Verdict.Skip(failed ? "a job before it failed" : "when: " + job.when());
        }
        return new Verdict.Run(terms(job));
    }

    private Terms terms(Planned job) {
        Terms terms = Terms.PLAIN.within(GitlabTerms.timeout(job)).retrying(GitlabTerms.retry(job));
        terms = terms.tolerating(GitlabTerms.tolerance(job));
        String lock = job.job().node().textAt("resource_group").orElse("");
        if (!lock.isEmpty()) {
            terms = terms.locked(new Terms.Lock.Key(lock, false, false));
        }
        if (job.when().equals("manual")
                && !started.contains(job.id())
                && !started.contains(job.job().name())) {
            terms = terms.behind(new Terms.Gate.Manual(!job.allowFailure()));
        } else if (job.when().equals("delayed")) {
            terms = terms.behind(
                    new Terms.Gate.Delayed(GitlabTerms.duration(job.startIn()).orElse(Duration.ZERO)));
        }
        return terms;
    }

    @Override
    public JobSession open(String node, int attempt, Place place, View view) {
        Planned job = job(node);
        Map<String, String> dotenv = new HashMap<>();
        for (String from : job.artifactsFrom()) {
            dotenv.putAll(reports.getOrDefault(from, Map.of()));
        }
        List<String> artifacts = job.artifactsFrom().stream()
                .filter(a -> wanted.contains(a) && jobs.containsKey(a))
                .filter(a -> job(a).job().node().get("artifacts").isPresent())
                .toList();
        return new GitlabJobSession(config, context, secrets, job, place, dotenv, artifacts);
    }

    @Override
    public void settled(String node, JobReport report) {
        reports.put(node, report.outputs());
    }

    private Planned job(String id) {
        Planned job = jobs.get(id);
        if (job == null) {
            throw new IllegalArgumentException("no job " + id);
        }
        return job;
    }

    /** The default limit of a job, GitLab's own. */
    static final Timeout DEFAULT_TIMEOUT = new Timeout.After(Duration.ofHours(1));
}

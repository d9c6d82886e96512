package dev.slipway.deploy.target.local;

import dev.slipway.base.Exit;
import dev.slipway.base.Problem;
import dev.slipway.base.wire.ProcessSpec;
import dev.slipway.base.wire.ProcessState;
import dev.slipway.deploy.target.ReleaseSpec;
import dev.slipway.deploy.target.Target;
import dev.slipway.exec.files.DurableFiles;
import dev.slipway.exec.files.Home;
import dev.slipway.exec.http.Http;
import dev.slipway.exec.keeper.KeeperDoor;
import dev.slipway.plan.Fence;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Instances as processes of this machine. Starting writes a specification that the keeper follows, stopping removes it: both
 * survive the command that asked. The keeper compares the unpacked files with the digest before each start.
 */
public final class LocalTarget implements Target {
    /** A readiness probe that takes longer is a no. */
    private static final Duration PROBE_TIME = Duration.ofSeconds(2);

    /** On top of the grace a service asks for, until its processes are gone for sure. */
    private static final Duration STOP_MARGIN = Duration.ofSeconds(10);

    private static final Duration POLL = Duration.ofMillis(50);

    private final Home home;
    private final KeeperDoor keeper;
    private final Http http;
    private final FenceFile fences;

    public LocalTarget(Home home, KeeperDoor keeper, Http http) {
        this.home = home;
        this.keeper = keeper;
        this.http = http;
        this.fences = new FenceFile(home.run().resolve("fences.json"));
    }

    @Override
    public String id() {
        return "local";
    }

    @Override
    public void start(ReleaseSpec release, int count, Fence fence) {
        fences.admit(release.scope(), fence);
        DurableFiles.privateFolder(logFolder(release));
        IntStream.rangeClosed(1, count).mapToObj(n -> instanceId(release, n)).forEach(id -> {
            Optional<ProcessSpec> present = keeper.spec(id);
            if (present.isEmpty()) {
                keeper.put(specification(release, id, 1));
            } else if (gaveUp(present.get())) {
                // The keeper leaves a process down that ended too often, until somebody wants it anew: that is now.
                keeper.put(specification(release, id, present.get().generation() + 1));
            }
        });
    }

    private boolean gaveUp(ProcessSpec spec) {
        return keeper.state(spec.id())
                .filter(s -> s.generation() == spec.generation() && s.phase() == ProcessState.Phase.FAILED)
                .isPresent();
    }

    @Override
    public void stop(ReleaseSpec release, int keep, Fence fence) throws InterruptedException {
        fences.admit(release.scope(), fence);
        List<String> ids = instances(release).stream().skip(keep).toList();
        ids.forEach(keeper::remove);
        long end = System.nanoTime()
                + Duration.ofMillis(release.stopMillis()).plus(STOP_MARGIN).toNanos();
        while (ids.stream().anyMatch(keeper::running)) {
            if (System.nanoTime() > end) {
                throw new Problem(
                                Exit.SURROUNDINGS,
                                "instances of " + release.id() + " do not end",
                                home.observed().toString(),
                                "the keeper has not reported their end in time",
                                "slipway doctor")
                        .asException();
            }
            Thread.sleep(POLL);
        }
    }

    @Override
    public List<Instance> observe(ReleaseSpec release) throws InterruptedException {
        List<Instance> seen = new ArrayList<>();
        for (String id : instances(release)) {
            Optional<ProcessSpec> spec = keeper.spec(id);
            if (spec.isPresent()) {
                seen.add(instance(release, spec.get(), keeper.state(id)));
            }
        }
        return List.copyOf(seen);
    }

    private Instance instance(ReleaseSpec release, ProcessSpec spec, Optional<ProcessState> state)
            throws InterruptedException {
        int port = Integer.parseInt(spec.environment().getOrDefault("PORT", "0"));
        int shownPort = release.routed() ? port : 0;
        if (state.isEmpty() || state.get().generation() != spec.generation()) {
            return new Instance(spec.id(), Phase.STARTING, "127.0.0.1", shownPort, 0, "not started yet");
        }
        ProcessState s = state.get();
        return switch (s.phase()) {
            case RUNNING -> probed(release, spec, s, shownPort);
            case BACKOFF, STOPPING, STOPPED, ENDED ->
                new Instance(spec.id(), Phase.DEAD, "127.0.0.1", shownPort, s.restarts(), ended(s));
            case FAILED -> new Instance(spec.id(), Phase.CRASH_LOOP, "127.0.0.1", shownPort, s.restarts(), ended(s));
        };
    }

    private static String ended(ProcessState state) {
        return state.message().isEmpty() ? "exit status " + state.exitStatus() : state.message();
    }

    private Instance probed(ReleaseSpec release, ProcessSpec spec, ProcessState state, int port)
            throws InterruptedException {
        if (!release.routed()) {
            return new Instance(spec.id(), Phase.READY, "127.0.0.1", 0, state.restarts(), "running");
        }
        String path = release.health().isEmpty() ? "/" : release.health();
        String message = switch (http.get(URI.create("http://127.0.0.1:" + port + path), Map.of(), PROBE_TIME)) {
            case Http.Answer.Got got when release.health().isEmpty() || got.status() < 400 -> "";
            case Http.Answer.Got got -> path + " answers " + got.status();
            case Http.Answer.None none -> path + ": " + none.why();
        };
        Phase phase = message.isEmpty() ? Phase.READY : Phase.STARTING;
        return new Instance(spec.id(), phase, "127.0.0.1", port, state.restarts(), message);
    }

    private ProcessSpec specification(ReleaseSpec release, String id, long generation) {
        String own = release.environment().getOrDefault("PORT", "");
        String assigned = release.routed() ? String.valueOf(FreePorts.next()) : "0";
        String port = release.routed() && own.matches("\\d{2,5}") ? own : assigned;
        Map<String, String> environment = new HashMap<>();
        release.environment().forEach((name, value) -> environment.put(name, value.replace("${PORT}", port)));
        environment.put("PORT", port);
        List<String> command =
                release.command().stream().map(a -> a.replace("${PORT}", port)).toList();
        Path folder = home.release(release.digest());
        return new ProcessSpec(
                id,
                generation,
                command,
                folder.resolve(release.folder()).toString(),
                environment,
                release.secrets(),
                logFolder(release).resolve(id + ".log").toString(),
                folder.toString(),
                release.tree().value(),
                ProcessSpec.Restart.ALWAYS,
                release.stopMillis(),
                release.scope() + " " + release.id());
    }

    private List<String> instances(ReleaseSpec release) {
        String prefix = processPrefix(release);
        return keeper.specs().stream()
                .filter(id -> id.startsWith(prefix))
                .sorted()
                .toList();
    }

    private static String instanceId(ReleaseSpec release, int number) {
        return processPrefix(release) + number;
    }

    /** Application and environment are in the scope: two applications may each have a service {@code web}. */
    private static String processPrefix(ReleaseSpec release) {
        String[] scope = release.scope().split("/");
        return scope[0] + "." + scope[2] + "." + release.id() + ".";
    }

    private Path logFolder(ReleaseSpec release) {
        String[] scope = release.scope().split("/");
        return home.logs().resolve(scope[0]).resolve(scope[2]).resolve(scope[1]);
    }
}

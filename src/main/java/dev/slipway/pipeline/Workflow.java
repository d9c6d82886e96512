package dev.slipway.pipeline;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The pipeline's common form: what every dialect, and the build of components, compiles to. Matrices are expanded, includes
 * resolved, needs a graph without cycles.
 */
public record Workflow(String name, List<Job> jobs) {
    public Workflow {
        jobs = List.copyOf(jobs);
        check(jobs);
    }

    /** The job with this id. */
    public Job job(String id) {
        return jobs.stream()
                .filter(j -> j.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no job " + id));
    }

    private static void check(List<Job> jobs) {
        Map<String, Integer> waitsFor = new HashMap<>();
        Map<String, List<String>> neededBy = new HashMap<>();
        for (Job job : jobs) {
            if (waitsFor.put(job.id(), job.needs().size()) != null) {
                throw new IllegalArgumentException("two jobs " + job.id());
            }
            job.needs()
                    .forEach(n ->
                            neededBy.computeIfAbsent(n, k -> new ArrayList<>()).add(job.id()));
        }
        neededBy.keySet().stream()
                .filter(n -> !waitsFor.containsKey(n))
                .findFirst()
                .ifPresent(n -> {
                    throw new IllegalArgumentException(
                            "job " + neededBy.get(n) + " needs " + n + ", which does not exist");
                });
        Deque<String> free = new ArrayDeque<>();
        waitsFor.forEach((id, n) -> {
            if (n == 0) {
                free.add(id);
            }
        });
        int done = 0;
        for (String id = free.poll(); id != null; id = free.poll()) {
            done++;
            for (String next : neededBy.getOrDefault(id, List.of())) {
                if (waitsFor.merge(next, -1, Integer::sum) == 0) {
                    free.add(next);
                }
            }
        }
        if (done < jobs.size()) {
            throw new IllegalArgumentException("jobs need each other in a circle: "
                    + waitsFor.entrySet().stream()
                            .filter(e -> e.getValue() > 0)
                            .map(Map.Entry::getKey)
                            .sorted()
                            .toList());
        }
    }
}

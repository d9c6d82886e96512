package dev.slipway.assess;

import dev.slipway.base.Problem;
import dev.slipway.base.ServiceName;
import dev.slipway.intent.Intent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Services so that what one uses comes before it; where both may come, those that answer requests come first. */
final class ServiceOrder {
    private ServiceOrder() {}

    /** The order; a cycle is added to the problems and the rest keeps its order. */
    static List<Intent.Service> of(List<Intent.Service> services, List<Problem> problems) {
        Map<ServiceName, Intent.Service> waiting = new LinkedHashMap<>();
        services.forEach(s -> waiting.put(s.name(), s));
        List<Intent.Service> ordered = new ArrayList<>();
        while (!waiting.isEmpty()) {
            Optional<Intent.Service> next = next(waiting);
            if (next.isEmpty()) {
                problems.add(cycle(waiting));
                ordered.addAll(waiting.values());
                return ordered;
            }
            waiting.remove(next.get().name());
            ordered.add(next.get());
        }
        return ordered;
    }

    private static Optional<Intent.Service> next(Map<ServiceName, Intent.Service> waiting) {
        List<Intent.Service> free = waiting.values().stream()
                .filter(s -> s.uses().stream()
                        .noneMatch(u -> waiting.keySet().stream()
                                .anyMatch(n -> n.value().equals(u) && !n.equals(s.name()))))
                .toList();
        return free.stream()
                .filter(s -> s.role().value().routed())
                .findFirst()
                .or(() -> free.stream().findFirst());
    }

    private static Problem cycle(Map<ServiceName, Intent.Service> waiting) {
        String names = waiting.keySet().stream().map(ServiceName::value).collect(Collectors.joining(", "));
        return Problem.input(
                "services use each other in a circle: " + names,
                "each waits for another one to come first",
                "take one of them out of depends_on or uses");
    }
}

package dev.slipway.assess;

import dev.slipway.assess.ProjectModel.Component;
import dev.slipway.base.AppName;
import dev.slipway.base.EnvName;
import dev.slipway.base.Problem;
import dev.slipway.base.SlipwayException;
import dev.slipway.intent.Declaration;
import dev.slipway.intent.Given;
import dev.slipway.intent.Intent;
import dev.slipway.intent.Resolved;
import dev.slipway.plan.GateId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Makes declared intent and model one: every choice is made here, each with its origin. Precedence: flag, intent files
 * (merged before), fact, default. Everything wrong is thrown at once.
 */
public final class Resolve {
    /** Names of environments that are production unless said otherwise. */
    private static final Set<String> PRODUCTION = Set.of("prod", "production", "live");

    private final Declaration declared;
    private final ProjectModel model;
    private final Flags flags;
    private final List<Problem> problems = new ArrayList<>();

    private Resolve(Declaration declared, ProjectModel model, Flags flags) {
        this.declared = declared;
        this.model = model;
        this.flags = flags;
    }

    /**
     * The intent for one environment.
     *
     * @param fallbackName what the application is called when nobody named it: git origin and path, as a slug
     * @throws SlipwayException (input) with all problems: nothing to ship, a cycle, a build folder without a known stack
     */
    public static Intent resolve(Declaration declared, ProjectModel model, Flags flags, AppName fallbackName) {
        return new Resolve(declared, model, flags).run(fallbackName);
    }

    private Intent run(AppName fallbackName) {
        List<Intent.Environment> environments = environments();
        ResolveResources resources = new ResolveResources(declared, model);
        ResolveService one =
                new ResolveService(declared, model, resources, environment(), flags.environment(), problems);
        List<Intent.Service> services = new ArrayList<>();
        if (declared.services().isEmpty()) {
            model.services().stream().map(one::fromComponent).forEach(services::add);
        } else {
            declared.services().forEach(s -> one.fromDeclaration(s).ifPresent(services::add));
        }
        if (services.isEmpty() && problems.isEmpty()) {
            problems.add(nothingToShip());
        }
        List<Intent.Service> ordered = ServiceOrder.of(services, problems);
        if (!problems.isEmpty()) {
            throw new SlipwayException(problems);
        }
        return new Intent(name(fallbackName), ordered, resources.all(), environments);
    }

    private Resolved<AppName> name(AppName fallbackName) {
        if (!flags.app().isEmpty()) {
            return new Resolved<>(new AppName(flags.app()), new Resolved.Origin.Flag("--app"));
        }
        return declared.name()
                .resolved()
                .orElseGet(() -> Resolved.byDefault(fallbackName, "git origin and path; set name to change"));
    }

    private Problem nothingToShip() {
        String seen = model.libraries().isEmpty()
                ? model.fileCount() + " files, and none of them is a manifest of a known stack"
                : "only libraries: "
                        + model.libraries().stream()
                                .limit(5)
                                .map(c -> c.path() + reason(c))
                                .collect(Collectors.joining(", "));
        return Problem.input(
                "no service was found to ship",
                seen,
                "declare one in slipway.yaml (services: {web: {build: ., command: [...]}}), or see: slipway assess");
    }

    private static String reason(Component c) {
        return c.start() instanceof Fact.Unknown<String> u ? " (" + u.reason() + ")" : "";
    }

    private Given<Declaration.Strategy> environment() {
        return declared.environment(flags.environment())
                .map(Declaration.Environment::strategy)
                .orElse(Given.none());
    }

    private List<Intent.Environment> environments() {
        if (declared.environments().isEmpty()) {
            return List.of(new Intent.Environment(
                    EnvName.LOCAL, "local", false, List.of(GateId.values()), List.of(), List.of(), List.of()));
        }
        return declared.environments().stream().map(this::environment).toList();
    }

    private Intent.Environment environment(Declaration.Environment e) {
        boolean production =
                e.production().toOptional().orElse(PRODUCTION.contains(e.name().value()));
        boolean cloud = e.cloud().toOptional().filter(c -> !c.equals("none")).isPresent();
        List<GateId> gates = e.gates()
                .toOptional()
                .map(list ->
                        list.stream().flatMap(g -> gate(g).stream()).distinct().toList())
                .orElse(production ? List.of(GateId.APPROVAL) : List.of());
        return new Intent.Environment(
                e.name(),
                e.target().toOptional().orElse(cloud ? "kubernetes" : "local"),
                production,
                e.waivable().toOptional().orElse(production ? List.of() : List.of(GateId.values())),
                e.trust().toOptional().orElse(List.of()),
                e.freeze().toOptional().orElse(List.of()),
                gates,
                approvals(e));
    }

    /** The strictest of several. */
    private static Intent.Approvals approvals(Declaration.Environment e) {
        return e.gates().toOptional().orElse(List.of()).stream()
                .flatMap(g -> g instanceof Declaration.Gate.Approval a ? Stream.of(a) : Stream.empty())
                .map(a -> new Intent.Approvals(a.role(), a.count()))
                .max(Comparator.comparing(Intent.Approvals::ofOthers).thenComparing(Intent.Approvals::count))
                .orElse(Intent.Approvals.ANYBODY);
    }

    /** Gates that are evaluated today; others are kept in the declaration until their room exists. */
    private static List<GateId> gate(Declaration.Gate gate) {
        return switch (gate) {
            case Declaration.Gate.Approval a -> List.of(GateId.APPROVAL);
            case Declaration.Gate.Cel c -> List.of();
            case Declaration.Gate.Named n ->
                List.of(GateId.values()).stream()
                        .filter(g -> g.word().equals(n.word()))
                        .toList();
        };
    }
}

package dev.slipway.cli;

import dev.slipway.app.Slipway;
import dev.slipway.app.ship.ShipRequest;
import dev.slipway.app.ship.ShipResult;
import dev.slipway.base.DidYouMean;
import dev.slipway.base.Problem;
import dev.slipway.base.SlipwayException;
import dev.slipway.plan.GateId;
import dev.slipway.plan.Verdict;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code slipway ship}: the main job. */
@Command(
        name = "ship",
        description = "Builds, tests, packs, proves and ships what is in a repository; takes it back when it is worse.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  slipway ship                          the repository you stand in",
            "  slipway ship examples/shop            a folder",
            "  slipway ship --waive tests --reason \"hotfix, see #12\"",
            "  slipway ship --image registry.example.com/shop@sha256:…",
            "",
            "Exit: 0 live or nothing to do, 1 refused or rolled back, 2 bad input, 3 waits for a person,",
            "      4 a tool or the machine failed, 130 interrupted."
        })
final class ShipCommand implements Callable<Integer> {
    @Mixin
    private final Common common = new Common();

    @Mixin
    private final Common.OfEnvironment environment = new Common.OfEnvironment();

    @Mixin
    private final What what = new What();

    @Option(names = "--retry", description = "Ships a release again that was rolled back before.")
    private boolean retry;

    /** What is shipped or planned. */
    static final class What {
        @Parameters(
                paramLabel = "DIR",
                arity = "0..1",
                defaultValue = ".",
                description = "The repository (default: .).")
        private Path directory = Path.of(".");

        @Option(
                names = "--image",
                paramLabel = "REF@DIGEST",
                defaultValue = "",
                description = "Ships this image instead of building; also oci:FOLDER@DIGEST.")
        private String image = "";

        @Option(
                names = "--base",
                paramLabel = "REF",
                defaultValue = "",
                description = "Base image: a reference, oci:FOLDER or tar:FILE (default: application layers alone).")
        private String base = "";

        @Option(names = "--waive", paramLabel = "GATE", description = "Passes this gate; recorded, needs --reason.")
        private List<String> waived = new ArrayList<>();

        @Option(names = "--reason", paramLabel = "TEXT", defaultValue = "", description = "Why a gate is waived.")
        private String reason = "";

        ShipRequest request(Common.OfEnvironment environment, boolean build, boolean retry, boolean deploy) {
            return new ShipRequest(directory, environment.name(), image, base, waivers(), build, retry, deploy);
        }

        private List<ShipRequest.Waiver> waivers() {
            if (!waived.isEmpty() && reason.isBlank()) {
                throw Problem.input(
                                "--waive without --reason", "a waiver is recorded with its reason", "--reason \"…\"")
                        .asException();
            }
            return waived.stream()
                    .map(w -> new ShipRequest.Waiver(gate(w), reason))
                    .toList();
        }

        private static GateId gate(String word) {
            List<String> words =
                    Arrays.stream(GateId.values()).map(GateId::word).toList();
            int index = words.indexOf(word.toLowerCase(Locale.ROOT));
            if (index < 0) {
                String near = DidYouMean.nearest(word, words)
                        .map(n -> "did you mean `" + n + "`? ")
                        .orElse("");
                throw Problem.input(
                                "there is no gate '" + word + "'",
                                near + "the gates are " + String.join(", ", words),
                                "slipway ready")
                        .asException();
            }
            return GateId.values()[index];
        }
    }

    @Override
    public Integer call() throws InterruptedException {
        Console console = common.console();
        try (Slipway slipway = common.open();
                Interrupts interrupts = Interrupts.of(slipway, common.err())) {
            ShipResult result = slipway.ship(what.request(environment, true, retry, true), console);
            show(console, result);
            return result.result().exit().status();
        } catch (SlipwayException e) {
            if (!console.forPeople()) {
                // Scripts read the last line whatever happened.
                console.object(
                        "result",
                        "result",
                        "failed",
                        "detail",
                        String.valueOf(e.getMessage()),
                        "problems",
                        e.problems());
            }
            throw e;
        }
    }

    static void show(Console console, ShipResult result) {
        if (!console.forPeople()) {
            ShipResult.Live first = result.lives().stream()
                    .filter(l -> !l.url().isEmpty())
                    .findFirst()
                    .or(() -> result.lives().stream().findFirst())
                    .orElse(new ShipResult.Live("", "", "", "", ""));
            console.object(
                    "result",
                    "result",
                    result.result().word(),
                    "detail",
                    result.detail(),
                    "url",
                    first.url(),
                    "version",
                    first.version(),
                    "digest",
                    first.digest(),
                    "services",
                    result.lives(),
                    "steps",
                    result.steps(),
                    "gates",
                    result.gates(),
                    "run",
                    result.run());
            return;
        }
        switch (result.result()) {
            case LIVE, UNCHANGED -> {
                if (result.result() == ShipResult.Result.UNCHANGED) {
                    console.line("nothing to do: " + result.detail());
                }
                result.lives().forEach(l -> live(console, l));
            }
            case PLANNED -> console.line(result.detail());
            case ROLLED_BACK, ABORTED -> {
                console.line(console.bad(result.detail()));
                console.line("why      slipway report --open");
            }
            case REFUSED, WAITING -> {
                console.line(console.bad(result.detail()));
                result.gates().stream().filter(v -> !v.open()).forEach(v -> closed(console, v));
            }
            case BUSY, STUCK, DETACHED -> console.line(console.bad(result.detail()));
        }
    }

    private static void live(Console console, ShipResult.Live live) {
        String where = live.url().isEmpty() ? live.service() : live.url();
        console.line(
                ("live     " + console.strong(where) + "   " + live.version() + "   " + live.proof()).stripTrailing());
    }

    private static void closed(Console console, Verdict verdict) {
        console.line("  " + verdict.gate().word() + ": " + verdict.decided());
        if (!verdict.closes().isEmpty()) {
            console.line("    do  " + verdict.closes());
        }
    }
}

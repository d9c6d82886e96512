package dev.slipway.cli;

import dev.slipway.app.Slipway;
import dev.slipway.base.Digest;
import dev.slipway.base.Exit;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code slipway evidence show|verify|import}. */
@Command(
        name = "evidence",
        description = "Shows, verifies and imports the evidence about an artifact.",
        subcommands = {EvidenceCommand.Show.class, EvidenceCommand.Verify.class, EvidenceCommand.Import.class},
        synopsisSubcommandLabel = "(show|verify|import)")
final class EvidenceCommand implements Callable<Integer> {
    @Mixin
    private final Common common = new Common();

    @Override
    public Integer call() {
        throw dev.slipway.base.Problem.input(
                        "say what to do with the evidence", "show, verify or import", "slipway evidence show DIGEST")
                .asException();
    }

    /** {@code slipway evidence show}. */
    @Command(name = "show", description = "Lists the statements about a digest: what, who signed, seen or imported.")
    static final class Show implements Callable<Integer> {
        @Mixin
        private final Common common = new Common();

        @Parameters(paramLabel = "DIGEST", description = "sha256:… (or the digest of a service: slipway status).")
        private String digest = "";

        @Override
        public Integer call() throws InterruptedException {
            Console console = common.console();
            try (Slipway slipway = common.open()) {
                var shown = slipway.evidenceShow(digest);
                if (console.forPeople()) {
                    List<String[]> rows = new ArrayList<>();
                    rows.add(new String[] {"STATEMENT", "SIGNED BY", "HOW", "SAYS"});
                    shown.forEach(s -> rows.add(new String[] {s.kind(), s.signer(), s.source(), s.summary()}));
                    console.lines(Table.of(rows));
                } else {
                    console.record(shown);
                }
                return shown.isEmpty() ? Exit.NO.status() : 0;
            }
        }
    }

    /** {@code slipway evidence verify}. */
    @Command(name = "verify", description = "Verifies every signature about a digest and the image on disk.")
    static final class Verify implements Callable<Integer> {
        @Mixin
        private final Common common = new Common();

        @Parameters(paramLabel = "DIGEST", description = "sha256:…")
        private String digest = "";

        @Override
        public Integer call() throws InterruptedException {
            Console console = common.console();
            try (Slipway slipway = common.open()) {
                var verified = slipway.evidenceVerify(digest);
                console.lines(console.forPeople() ? verified.text() : List.of());
                if (!console.forPeople()) {
                    console.record(verified);
                }
                return verified.ok() ? 0 : Exit.NO.status();
            }
        }
    }

    /** {@code slipway evidence import}. */
    @Command(
            name = "import",
            description = "Records results of another CI about a digest, marked as imported, with who and from where.",
            footerHeading = "%nExamples:%n",
            footer = {
                "  slipway evidence import --digest sha256:… --junit report.xml --sarif scan.sarif --sbom bom.json"
            })
    static final class Import implements Callable<Integer> {
        @Mixin
        private final Common common = new Common();

        @Option(names = "--digest", required = true, paramLabel = "DIGEST", description = "What the results are about.")
        private String digest = "";

        @Option(names = "--junit", paramLabel = "FILE", description = "JUnit XML; may be given several times.")
        private List<Path> junit = new ArrayList<>();

        @Option(names = "--sarif", paramLabel = "FILE", description = "SARIF 2.1.0.")
        private List<Path> sarif = new ArrayList<>();

        @Option(names = "--sbom", paramLabel = "FILE", description = "CycloneDX JSON.")
        private List<Path> sbom = new ArrayList<>();

        @Option(
                names = "--provenance",
                paramLabel = "FILE",
                description = "A builder's signed SLSA provenance: a DSSE envelope, or one a line.")
        private List<Path> provenance = new ArrayList<>();

        @Option(names = "--from", paramLabel = "TEXT", defaultValue = "", description = "Where they come from (a URL).")
        private String from = "";

        @Override
        public Integer call() throws InterruptedException {
            Console console = common.console();
            try (Slipway slipway = common.open()) {
                int count = slipway.evidenceImport(new Digest(digest), junit, sarif, sbom, provenance, from);
                console.line(
                        count + " statements recorded as imported; they count where the environment's `trust` names "
                                + slipway.signer());
                if (!console.forPeople()) {
                    console.object("result", "result", "imported", "statements", count, "signer", slipway.signer());
                }
                return 0;
            }
        }
    }
}

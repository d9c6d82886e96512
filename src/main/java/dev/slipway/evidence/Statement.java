package dev.slipway.evidence;

import dev.slipway.base.Digest;
import dev.slipway.base.Problem;
import dev.slipway.base.wire.InToto;
import dev.slipway.base.wire.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** An in-toto Statement v1: a predicate about digests. */
public record Statement(List<Digest> subjects, Predicate predicate) {
    private static final String OURS = "https://slipway.dev/evidence/";
    private static final String TESTS = OURS + "tests/v1";
    private static final String SCAN = OURS + "scan/v1";
    private static final String SBOM = OURS + "sbom/v1";
    private static final String ROLLBACK = OURS + "rollback-path/v1";
    private static final String APPROVAL = OURS + "approval/v1";
    private static final String IMPORT = OURS + "import/v1";

    /** SLSA v1 provenance. */
    private static final String PROVENANCE = "https://slsa.dev/provenance/v1";

    public Statement {
        subjects = List.copyOf(subjects);
        if (subjects.isEmpty()) {
            throw new IllegalArgumentException("a statement is about something");
        }
    }

    /** About one digest. */
    public static Statement about(Digest subject, Predicate predicate) {
        return new Statement(List.of(subject), predicate);
    }

    /** The in-toto type of the predicate. */
    public String predicateType() {
        return switch (predicate) {
            case Predicate.TestResult t -> TESTS;
            case Predicate.ScanResult s -> SCAN;
            case Predicate.SbomRef s -> SBOM;
            case Predicate.Built b -> PROVENANCE;
            case Predicate.RollbackPath r -> ROLLBACK;
            case Predicate.Import i -> IMPORT;
            case Predicate.Approval a -> APPROVAL;
            case Predicate.Other o -> o.type();
        };
    }

    /** The canonical JSON in UTF-8: what is signed. */
    public byte[] bytes() {
        List<InToto.Subject> about = subjects.stream()
                .map(d -> new InToto.Subject(
                        predicate instanceof Predicate.Approval ? "plan" : "image", Map.of("sha256", d.hex())))
                .toList();
        Object body = predicate instanceof Predicate.Built(var provenance) ? provenance : predicate;
        return Json.write(new InToto.Statement(InToto.STATEMENT, about, predicateType(), body))
                .getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Reads a statement.
     *
     * @throws dev.slipway.base.SlipwayException (input) when it is none
     */
    public static Statement read(byte[] bytes, String where) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        InToto.Header header = Json.read(text, InToto.Header.class, where);
        List<Digest> about = header.subject().stream()
                .map(s -> s.digest().getOrDefault("sha256", ""))
                .filter(hex -> hex.matches("[0-9a-f]{64}"))
                .map(hex -> new Digest("sha256:" + hex))
                .toList();
        boolean known = header.type().equals(InToto.STATEMENT) || header.type().equals(InToto.STATEMENT_BEFORE);
        if (!known || about.isEmpty()) {
            throw Problem.input(
                            "not an in-toto Statement v1: " + where,
                            "its _type is '" + header.type() + "' and it names " + about.size() + " sha256 subjects",
                            "give a statement about an image's digest")
                    .asException();
        }
        return new Statement(about, predicate(header.predicateType(), text, where));
    }

    private static Predicate predicate(String type, String text, String where) {
        return switch (type) {
            case TESTS -> Json.readMember(text, "predicate", Predicate.TestResult.class, where);
            case SCAN -> Json.readMember(text, "predicate", Predicate.ScanResult.class, where);
            case SBOM -> Json.readMember(text, "predicate", Predicate.SbomRef.class, where);
            case ROLLBACK -> Json.readMember(text, "predicate", Predicate.RollbackPath.class, where);
            case APPROVAL -> Json.readMember(text, "predicate", Predicate.Approval.class, where);
            case IMPORT -> Json.readMember(text, "predicate", Predicate.Import.class, where);
            case PROVENANCE ->
                new Predicate.Built(Json.readMember(text, "predicate", dev.slipway.image.Provenance.class, where));
            case String other -> new Predicate.Other(other);
        };
    }
}

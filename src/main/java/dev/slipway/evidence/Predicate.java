package dev.slipway.evidence;

import dev.slipway.base.Digest;
import dev.slipway.base.Severity;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/** What is said about a digest. */
public sealed interface Predicate {
    /** Where a result says that it comes from; empty for a statement that is its own origin. */
    default Optional<Origin> claimedOrigin() {
        return switch (this) {
            case TestResult t -> Optional.of(t.origin);
            case ScanResult s -> Optional.of(s.origin);
            case SbomRef s -> Optional.of(s.origin);
            case Built b -> Optional.empty();
            case RollbackPath r -> Optional.empty();
            case Import i -> Optional.empty();
            case Approval a -> Optional.empty();
            case Other o -> Optional.empty();
        };
    }

    /** Whether we saw it happen or somebody brought it. */
    default Origin.How how() {
        return this instanceof Import
                ? Origin.How.IMPORTED
                : claimedOrigin().map(Origin::how).orElse(Origin.How.OBSERVED);
    }

    /** Tests ran. No tests at all is {@code 0, 0, 0}. */
    record TestResult(int passed, int failed, int skipped, List<String> suites, Origin origin) implements Predicate {
        public TestResult {
            suites = List.copyOf(suites);
            Objects.requireNonNull(origin);
        }
    }

    /**
     * A scan.
     *
     * @param findings number of findings by severity word
     * @param tool name and version
     */
    record ScanResult(List<Part> parts, Map<String, Integer> findings, String tool, Origin origin)
            implements Predicate {
        public ScanResult {
            parts = List.copyOf(parts);
            findings = java.util.Collections.unmodifiableMap(new TreeMap<>(findings));
            Objects.requireNonNull(tool);
            Objects.requireNonNull(origin);
        }

        /** How many findings of a severity. */
        public int count(Severity severity) {
            return findings.getOrDefault(severity.word(), 0);
        }
    }

    /**
     * One part of a scan.
     *
     * @param name {@code configuration}, {@code secrets} or {@code dependencies}
     * @param scanned whether it was looked at
     * @param dataAsOf date of the vulnerability data, {@code yyyy-mm-dd}; empty where none is used or known
     */
    record Part(String name, boolean scanned, String dataAsOf) {
        public Part {
            Objects.requireNonNull(name);
            Objects.requireNonNull(dataAsOf);
        }

        /** Looked at, without data that ages. */
        public static Part scanned(String name) {
            return new Part(name, true, "");
        }

        /** Not looked at. */
        public static Part notScanned(String name) {
            return new Part(name, false, "");
        }
    }

    /** There is a bill of materials. */
    record SbomRef(String format, Digest sbom, int components, Origin origin) implements Predicate {
        public SbomRef {
            Objects.requireNonNull(format);
            Objects.requireNonNull(sbom);
            Objects.requireNonNull(origin);
        }
    }

    /** How it was built. */
    record Built(dev.slipway.image.Provenance provenance) implements Predicate {
        public Built {
            Objects.requireNonNull(provenance);
        }
    }

    /**
     * There is a way back.
     *
     * @param scope key of the scope it is about: a way back in one environment is none in another
     * @param release the release that would serve again; empty when the route is removed
     */
    record RollbackPath(Back back, String scope, String release, boolean rehearsed, Instant at) implements Predicate {
        public RollbackPath {
            Objects.requireNonNull(back);
            Objects.requireNonNull(scope);
            Objects.requireNonNull(release);
            Objects.requireNonNull(at);
        }
    }

    /** The ways back. */
    enum Back {
        /** A first release: nothing served before. */
        REMOVE_ROUTE,
        /** The release that serves now. */
        PREVIOUS
    }

    /** Files were imported; what they say is in statements of its own. */
    record Import(String who, String from, List<String> files, Instant at) implements Predicate {
        public Import {
            files = List.copyOf(files);
            Objects.requireNonNull(who);
            Objects.requireNonNull(from);
            Objects.requireNonNull(at);
        }
    }

    /**
     * A person's answer to a plan.
     *
     * @param plan the plan's hash, which stands for everything in it
     * @param who {@code USER@HOST}
     * @param reason why; may be empty for an approval
     */
    record Approval(Digest plan, Answer answer, String who, String reason, Instant at) implements Predicate {
        /** What was answered. */
        public enum Answer {
            APPROVED,
            REJECTED
        }

        public Approval {
            Objects.requireNonNull(plan);
            Objects.requireNonNull(answer);
            Objects.requireNonNull(who);
            Objects.requireNonNull(reason);
            Objects.requireNonNull(at);
        }
    }

    /** Of a type that this version does not know. Counts for nothing. */
    record Other(String type) implements Predicate {}
}

package dev.slipway.image;

import dev.slipway.base.Digest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** How an image was built: the predicate of SLSA v1 provenance, the part that can be said truthfully of a local build. */
public record Provenance(BuildDefinition buildDefinition, RunDetails runDetails) {
    public Provenance {
        Objects.requireNonNull(buildDefinition);
        Objects.requireNonNull(runDetails);
    }

    /** The builder's name: this program on somebody's machine, so no SLSA build level is claimed. */
    public static final String BUILDER = "slipway-local";

    /** The ways in, as build types. */
    public enum BuildType {
        /** Packed by {@link ImageBuilder}. */
        PACKED,
        /** The team's Dockerfile, built by an engine. */
        DOCKERFILE,
        /** Nothing was built: the image was given by digest. */
        GIVEN;

        String uri() {
            return "https://slipway.dev/build/" + name().toLowerCase(java.util.Locale.ROOT) + "/v1";
        }
    }

    /** What was built from what. */
    public record BuildDefinition(
            String buildType, Parameters externalParameters, List<Resource> resolvedDependencies) {
        public BuildDefinition {
            Objects.requireNonNull(buildType);
            // Of another builder: its parameters have other names.
            externalParameters = externalParameters == null ? new Parameters("", "", "", false) : externalParameters;
            resolvedDependencies = resolvedDependencies == null ? List.of() : List.copyOf(resolvedDependencies);
        }
    }

    /**
     * What the caller chose.
     *
     * @param dirty whether the working tree had changes that no commit has
     */
    public record Parameters(String repository, String revision, String version, Boolean dirty) {
        public Parameters {
            dirty = dirty != null && dirty;
            repository = repository == null ? "" : repository;
            revision = revision == null ? "" : revision;
            version = version == null ? "" : version;
        }
    }

    /** Something that went in, with its digest: {@code gitCommit} or {@code sha256} to hex. */
    public record Resource(String uri, Map<String, String> digest) {
        public Resource {
            uri = uri == null ? "" : uri;
            digest = digest == null ? Map.of() : Map.copyOf(digest);
        }
    }

    /** Who built. */
    public record RunDetails(Builder builder) {
        public RunDetails {
            Objects.requireNonNull(builder);
        }
    }

    /** The builder. */
    public record Builder(String id) {
        public Builder {
            Objects.requireNonNull(id);
        }
    }

    /**
     * The provenance of a local build.
     *
     * @param base the base's text and its digest, where there is one
     */
    public static Provenance local(BuildType type, Parameters parameters, String baseText, Optional<Digest> base) {
        List<Resource> resolved = new ArrayList<>();
        if (!parameters.revision().isEmpty()) {
            resolved.add(new Resource(
                    parameters.repository().isEmpty() ? "git" : "git+" + parameters.repository(),
                    Map.of("gitCommit", parameters.revision())));
        }
        base.ifPresent(d -> resolved.add(new Resource(baseText, Map.of("sha256", d.hex()))));
        return new Provenance(
                new BuildDefinition(type.uri(), parameters, resolved), new RunDetails(new Builder(BUILDER)));
    }
}

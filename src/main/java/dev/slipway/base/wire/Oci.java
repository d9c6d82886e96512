package dev.slipway.base.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.slipway.base.Digest;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The JSON documents of an OCI image (image-spec 1.1: descriptor, manifest, image index, config) and the index of a
 * {@code docker save} archive, as far as Slipway reads and writes them. Unknown members are ignored when read; empty ones
 * are left out when written, so equal records give equal bytes.
 */
public final class Oci {
    /** Media type of a manifest. */
    public static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";

    /** Media type of an image index. */
    public static final String INDEX = "application/vnd.oci.image.index.v1+json";

    /** Media type of a config. */
    public static final String CONFIG = "application/vnd.oci.image.config.v1+json";

    /** Media type of a layer that is a plain tar. */
    public static final String LAYER = "application/vnd.oci.image.layer.v1.tar";

    /** Media type of a layer that is a gzipped tar. */
    public static final String LAYER_GZIP = "application/vnd.oci.image.layer.v1.tar+gzip";

    private Oci() {}

    /** Points at a blob. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Descriptor(String mediaType, Digest digest, long size, Map<String, String> annotations) {
        public Descriptor {
            mediaType = orEmpty(mediaType);
            annotations = orEmpty(annotations);
        }

        /** Without annotations. */
        public Descriptor(String mediaType, Digest digest, long size) {
            this(mediaType, digest, size, Map.of());
        }
    }

    /** Points at one of several manifests. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Variant(
            String mediaType, Digest digest, long size, Map<String, String> annotations, Platform platform) {
        public Variant {
            mediaType = orEmpty(mediaType);
            annotations = orEmpty(annotations);
            platform = platform == null ? new Platform("", "") : platform;
        }
    }

    /** What an entry of an index is for. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Platform(String architecture, String os) {
        public Platform {
            architecture = orEmpty(architecture);
            os = orEmpty(os);
        }
    }

    /** A manifest. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Manifest(
            int schemaVersion,
            String mediaType,
            Descriptor config,
            List<Descriptor> layers,
            Map<String, String> annotations) {
        public Manifest {
            mediaType = orEmpty(mediaType);
            layers = orEmpty(layers);
            annotations = orEmpty(annotations);
        }
    }

    /** An image index, also the {@code index.json} of a layout. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Index(int schemaVersion, String mediaType, List<Variant> manifests) {
        public Index {
            mediaType = orEmpty(mediaType);
            manifests = orEmpty(manifests);
        }
    }

    /** An image's config. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Config(
            String architecture, String os, String created, Run config, RootFs rootfs, List<History> history) {
        public Config {
            architecture = orEmpty(architecture);
            os = orEmpty(os);
            created = orEmpty(created);
            config = config == null ? Run.NONE : config;
            rootfs = rootfs == null ? new RootFs("layers", List.of()) : rootfs;
            history = orEmpty(history);
        }
    }

    /** How a container is started. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Run(
            @JsonProperty("User") String user,
            @JsonProperty("Env") List<String> env,
            @JsonProperty("Entrypoint") List<String> entrypoint,
            @JsonProperty("Cmd") List<String> cmd,
            @JsonProperty("WorkingDir") String workingDir,
            @JsonProperty("Labels") Map<String, String> labels) {
        /** Nothing said. */
        public static final Run NONE = new Run("", List.of(), List.of(), List.of(), "", Map.of());

        public Run {
            user = orEmpty(user);
            env = orEmpty(env);
            entrypoint = orEmpty(entrypoint);
            cmd = orEmpty(cmd);
            workingDir = orEmpty(workingDir);
            labels = orEmpty(labels);
        }
    }

    /** The layers' digests before compression. */
    public record RootFs(
            String type, @JsonProperty("diff_ids") List<Digest> diffIds) {
        public RootFs {
            type = orEmpty(type);
            diffIds = orEmpty(diffIds);
        }
    }

    /** What made a layer, for people. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record History(
            String created, @JsonProperty("created_by") String createdBy) {
        public History {
            created = orEmpty(created);
            createdBy = orEmpty(createdBy);
        }
    }

    /** One image in the {@code manifest.json} of a {@code docker save} archive. */
    public record Saved(
            @JsonProperty("Config") String config,
            @JsonProperty("RepoTags") List<String> tags,
            @JsonProperty("Layers") List<String> layers) {
        public Saved {
            config = orEmpty(config);
            tags = orEmpty(tags);
            layers = orEmpty(layers);
        }
    }

    /** The {@code oci-layout} file. */
    public record Layout(String imageLayoutVersion) {}

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static <T> List<T> orEmpty(@Nullable List<T> list) {
        return list == null ? List.of() : List.copyOf(list);
    }

    private static Map<String, String> orEmpty(@Nullable Map<String, String> map) {
        return map == null ? Map.of() : new java.util.TreeMap<>(map);
    }
}

package dev.slipway.check;

import dev.slipway.assess.ProjectModel;
import dev.slipway.check.kubernetes.Manifest;
import dev.slipway.check.kubernetes.Manifests;
import dev.slipway.check.resources.Resource;
import dev.slipway.check.resources.Resources;
import dev.slipway.exec.files.FileView;
import java.util.List;
import java.util.Set;

/**
 * One rule. To add one, implement the kind for its format in a file of its own and add it to {@link Rules}; nothing else.
 * Rules are stateless and thread-safe, never throw for bad input, and never put a secret into a message.
 */
public sealed interface Rule {
    /** What it is. */
    About about();

    /** At least one bad and one good example. */
    List<Example> examples();

    /** A rule about Dockerfiles. */
    non-sealed interface OfDockerfile extends Rule {
        /** Looks at one Dockerfile. */
        void check(DockerFile file, Report out);
    }

    /** A rule about Compose files. */
    non-sealed interface OfCompose extends Rule {
        /** Looks at one Compose file. */
        void check(ComposeFile file, Report out);
    }

    /** A rule about any text file, line by line or whole. */
    non-sealed interface OfText extends Rule {
        /** The rule looks only at files whose lower-case text holds one of these; empty for all files. */
        Set<String> keywords();

        /** Looks at one text file. */
        void check(TextFile file, Report out);
    }

    /** A rule about the tree of a YAML or JSON file. */
    non-sealed interface OfTree extends Rule {
        /** The formats that it looks at. */
        Set<Format> formats();

        /** Looks at one file. */
        void check(SourceFile file, Report out);
    }

    /** A rule about Kubernetes objects. */
    non-sealed interface OfManifest extends Rule {
        /** The kinds that it looks at; empty for all. */
        Set<String> kinds();

        /** Looks at one object within its set. */
        void check(Manifest manifest, Manifests all, Report out);
    }

    /** A rule about cloud resources, whatever language they are written in. */
    non-sealed interface OfResource extends Rule {
        /** The types that it looks at, in the vocabulary of {@link Resource}. */
        Set<String> types();

        /** Looks at one resource within its set. */
        void check(Resource resource, Resources all, Report out);
    }

    /** A rule about what a repository has or lacks. */
    non-sealed interface OfRepository extends Rule {
        /** Looks at the repository. */
        void check(FileView view, ProjectModel model, Report out);
    }

    /** A rule that the engine itself carries out: files that cannot be read, suppressions. */
    record OfEngine(About about, List<Example> examples) implements Rule {
        public OfEngine {
            examples = List.copyOf(examples);
        }
    }
}

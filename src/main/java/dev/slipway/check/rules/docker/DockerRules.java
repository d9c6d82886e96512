package dev.slipway.check.rules.docker;

import dev.slipway.check.Rule;
import java.util.List;

/** The rules about Dockerfiles: one line each. */
public final class DockerRules {
    /** In a fixed order. */
    public static final List<Rule> ALL = List.of(
            new RootUser(),
            new FloatingTag(),
            new NoDigest(),
            new AddForCopy(),
            new AptRecommends(),
            new PackageCacheKept(),
            new IndexUpdatedAlone(),
            new PackageManagerAsks(),
            new PipeToShell(),
            new SecretInEnvironment(),
            new SecretFileCopied(),
            new NoHealthcheck(),
            new SudoUsed(),
            new AdminPort(),
            new ShellForm(),
            new SeveralCommands(),
            new RelativeWorkdir(),
            new CopyBeforeInstall(),
            new LockfileIgnored(),
            new UnknownStage());

    private DockerRules() {}
}

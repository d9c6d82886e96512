package dev.slipway.check.rules.docker;

import dev.slipway.check.Rule;
import java.util.List;
import java.util.stream.Stream;

/** The rules about Dockerfiles: one line each. */
public final class DockerRules {
    /** In a fixed order. */
    public static final List<Rule> ALL =
            Stream.of(own(), Unpinned.ALL, CacheKept.ALL).flatMap(List::stream).toList();

    private DockerRules() {}

    private static List<Rule> own() {
        return List.of(
                new RootUser(),
                new FloatingTag(),
                new NoDigest(),
                new AddForCopy(),
                new AptRecommends(),
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
                new UnknownStage(),
                new AptUsed(),
                new UpgradeUsed(),
                new Maintainer(),
                new NoPipefail(),
                new WgetAndCurl(),
                new InteractiveTools(),
                new CdUsed(),
                new PlatformFlag(),
                new UnnamedStage(),
                new PortOutOfRange(),
                new SameAlias(),
                new CopyToFile(),
                new ChownFlag(),
                new ShellChangedByRun(),
                new RemoteAdd(),
                new ManyLayers(),
                new OldBase(),
                new TlsCheckOff(),
                new PlainDownload(),
                new UnsignedPackages(),
                new UnverifiedDownload(),
                new WorldWritable(),
                new SetuidBit(),
                new SshServer(),
                new PasswordSet(),
                new SudoWithoutPassword(),
                new InsecureBuild(),
                new LegacyEnv(),
                new ReservedStage(),
                new UndefinedArgument(),
                new GitWithoutRef(),
                new BuildToolsShipped(),
                new BrokenJsonForm(),
                new HealthcheckOff());
    }
}

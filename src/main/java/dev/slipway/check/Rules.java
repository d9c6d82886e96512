package dev.slipway.check;

import dev.slipway.check.rules.compose.AllCapabilities;
import dev.slipway.check.rules.compose.ComposeFloatingTag;
import dev.slipway.check.rules.compose.EngineSocket;
import dev.slipway.check.rules.compose.HostNamespace;
import dev.slipway.check.rules.compose.NoComposeHealthcheck;
import dev.slipway.check.rules.compose.NoRestart;
import dev.slipway.check.rules.compose.PlainSecret;
import dev.slipway.check.rules.compose.PortClash;
import dev.slipway.check.rules.compose.Privileged;
import dev.slipway.check.rules.compose.PublishedDatabase;
import dev.slipway.check.rules.compose.SecurityDisabled;
import dev.slipway.check.rules.compose.SensitiveMount;
import dev.slipway.check.rules.compose.UndefinedReference;
import dev.slipway.check.rules.docker.AddForCopy;
import dev.slipway.check.rules.docker.AdminPort;
import dev.slipway.check.rules.docker.AptRecommends;
import dev.slipway.check.rules.docker.CopyBeforeInstall;
import dev.slipway.check.rules.docker.FloatingTag;
import dev.slipway.check.rules.docker.IndexUpdatedAlone;
import dev.slipway.check.rules.docker.LockfileIgnored;
import dev.slipway.check.rules.docker.NoDigest;
import dev.slipway.check.rules.docker.NoHealthcheck;
import dev.slipway.check.rules.docker.PackageCacheKept;
import dev.slipway.check.rules.docker.PackageManagerAsks;
import dev.slipway.check.rules.docker.PipeToShell;
import dev.slipway.check.rules.docker.RelativeWorkdir;
import dev.slipway.check.rules.docker.RootUser;
import dev.slipway.check.rules.docker.SecretFileCopied;
import dev.slipway.check.rules.docker.SecretInEnvironment;
import dev.slipway.check.rules.docker.SeveralCommands;
import dev.slipway.check.rules.docker.ShellForm;
import dev.slipway.check.rules.docker.SudoUsed;
import dev.slipway.check.rules.docker.UnknownStage;
import dev.slipway.check.rules.repository.MissingHealthCheck;
import dev.slipway.check.rules.repository.MissingLockfile;
import dev.slipway.check.rules.repository.MissingTests;
import dev.slipway.check.rules.repository.NoDockerignore;
import dev.slipway.check.rules.repository.NoGitignore;
import dev.slipway.check.rules.secrets.AwsKey;
import dev.slipway.check.rules.secrets.CommittedDotenv;
import dev.slipway.check.rules.secrets.GithubToken;
import dev.slipway.check.rules.secrets.PasswordAssigned;
import dev.slipway.check.rules.secrets.PrivateKey;
import dev.slipway.check.rules.secrets.ServiceToken;
import dev.slipway.check.rules.secrets.UrlCredentials;
import java.util.List;

/** Every rule there is, literally: the catalogue refers to this list. A new rule is one more line. */
public final class Rules {
    private Rules() {}

    /** All rules, in a fixed order. */
    public static List<Rule> all() {
        return List.of(
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
                new UnknownStage(),
                new Privileged(),
                new HostNamespace(),
                new EngineSocket(),
                new SensitiveMount(),
                new AllCapabilities(),
                new PlainSecret(),
                new ComposeFloatingTag(),
                new PublishedDatabase(),
                new NoRestart(),
                new NoComposeHealthcheck(),
                new UndefinedReference(),
                new PortClash(),
                new SecurityDisabled(),
                new PrivateKey(),
                new AwsKey(),
                new GithubToken(),
                new ServiceToken(),
                new UrlCredentials(),
                new PasswordAssigned(),
                new CommittedDotenv(),
                new MissingLockfile(),
                new MissingTests(),
                new MissingHealthCheck(),
                new NoDockerignore(),
                new NoGitignore(),
                EngineRules.NOT_PARSED,
                EngineRules.NO_REASON,
                EngineRules.EXPIRED,
                EngineRules.UNUSED);
    }
}

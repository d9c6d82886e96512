package dev.slipway.check.rules.compose;

import dev.slipway.check.Rule;
import java.util.List;
import java.util.stream.Stream;

/** The rules about Compose files: one line each. */
public final class ComposeRules {
    /** In a fixed order. */
    public static final List<Rule> ALL =
            Stream.of(own(), HostNamespace.ALL).flatMap(List::stream).toList();

    private ComposeRules() {}

    private static List<Rule> own() {
        return List.of(
                new Privileged(),
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
                new MemoryNotLimited(),
                new CpusNotLimited(),
                new PidsNotLimited(),
                new NoNewPrivileges(),
                new SecurityOptNotSet(),
                new SeccompDisabled(),
                new CapabilitiesUnrestricted(),
                new PortOnEveryInterface(),
                new PrivilegedPort(),
                new CgroupParent(),
                new RestartForEver(),
                new NetworksNotSet(),
                new SharedVolume(),
                new MountPropagated(),
                new WritableRootFilesystem(),
                new ServiceAsRoot(),
                new HealthcheckNotSet(),
                new HealthcheckDisabled(),
                new DependsWithoutHealth(),
                new ComposeNoDigest(),
                new HostDevice(),
                new ObsoleteVersion(),
                new LinksUsed(),
                new NamedReplicas(),
                new UnknownKey(),
                new UnsafeComposeSysctl(),
                new NoLogging(),
                new UnquotedPort(),
                new DefaultPassword(),
                new DebugPort(),
                new ReadOnlySensitiveMount());
    }
}

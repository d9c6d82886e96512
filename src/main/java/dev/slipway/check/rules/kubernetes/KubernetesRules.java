package dev.slipway.check.rules.kubernetes;

import dev.slipway.check.Rule;
import java.util.List;
import java.util.stream.Stream;

/** The rules about Kubernetes objects: one line each. */
public final class KubernetesRules {
    /** In a fixed order. */
    public static final List<Rule> ALL = Stream.of(own(), Grants.ALL, ClusterFlags.ALL, NodeFlags.ALL)
            .flatMap(List::stream)
            .toList();

    private KubernetesRules() {}

    private static List<Rule> own() {
        return List.of(
                new PrivilegedContainer(),
                new PrivilegeEscalation(),
                new RunsAsRoot(),
                new RunAsNonRootFalse(),
                new LowUserId(),
                new RootGroup(),
                new HostPid(),
                new HostIpc(),
                new HostNetwork(),
                new HostPathVolume(),
                new SensitiveHostPath(),
                new WritableSystemMount(),
                new EngineSocketMounted(),
                new HostPort(),
                new DangerousCapability(),
                new SysAdminCapability(),
                new AddedCapabilities(),
                new NoCapabilitiesDropped(),
                new CapabilitiesNotAllDropped(),
                new NetRawNotDropped(),
                new WritableRoot(),
                new NoSeccomp(),
                new NoAppArmor(),
                new SeLinuxOptions(),
                new UnsafeSysctl(),
                new UnmaskedProc(),
                new WindowsHostProcess(),
                new NoSecurityContext(),
                new TokenAutomount(),
                new DefaultServiceAccountUsed(),
                new DefaultAccountToken(),
                new SharedServiceAccount(),
                new ShareProcessNamespace(),
                new HostAliases(),
                new RbacWildcard(),
                new RbacAggregated(),
                new ClusterAdminBinding(),
                new AnonymousBinding(),
                new DefaultAccountBinding(),
                new SystemMastersBinding(),
                new UnknownRole(),
                new CpuRequestMissing(),
                new CpuLimitMissing(),
                new MemoryRequestMissing(),
                new MemoryLimitMissing(),
                new RequestAboveLimit(),
                new ReadinessProbeMissing(),
                new LivenessProbeMissing(),
                new ProbesAlike(),
                new ProbeOnClosedPort(),
                new ImageFloatingTag(),
                new ImageNoDigest(),
                new PullPolicy(),
                new PullPolicyContradiction(),
                new SecretInEnv(),
                new PlainSecretInEnv(),
                new SecretInConfigMap(),
                new CommittedSecret(),
                new SingleReplica(),
                new NoPodAntiAffinity(),
                new NoTopologySpread(),
                new NoDisruptionBudget(),
                new BlockingBudget(),
                new BudgetSelectsNothing(),
                new AutoscalerTarget(),
                new ReplicasUnderAutoscaler(),
                new SelectorMismatch(),
                new ServiceSelectsNothing(),
                new ServiceTargetPort(),
                new NodePortService(),
                new OpenLoadBalancer(),
                new ExternalIps(),
                new StatefulServiceName(),
                new StatefulStorage(),
                new ClaimAccessMode(),
                new VolumeMissing(),
                new ReferenceMissing(),
                new ConfigKeyMissing(),
                new RemovedApi(),
                new InvalidLabel(),
                new InvalidName());
    }
}

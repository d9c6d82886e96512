package dev.slipway.check.rules.kubernetes;

import dev.slipway.check.Rule;
import java.util.List;

/** The rules about Kubernetes objects: one line each. */
public final class KubernetesRules {
    /** In a fixed order. */
    public static final List<Rule> ALL = List.of(
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
            new HostAliases());

    private KubernetesRules() {}
}

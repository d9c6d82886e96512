package dev.slipway.check.rules.docker;

import dev.slipway.base.Confidence;
import dev.slipway.base.Severity;
import dev.slipway.check.About;
import dev.slipway.check.DockerFile;
import dev.slipway.check.Example;
import dev.slipway.check.Report;
import dev.slipway.check.Rule;
import java.util.List;
import java.util.Set;

/** RUN executes interactive utilities or POSIX commands that make no sense in a container. */
public final class InteractiveTools implements Rule.OfDockerfile {
    private static final About ABOUT = new About(
            "docker/interactive-tools",
            "RUN executes interactive utilities or POSIX commands that make no sense in a container",
            Severity.NOTE,
            Confidence.HIGH,
            "Commands such as top, ps, ssh, vim, kill, mount, service or shutdown look at or change a running system; in a build they do nothing that lasts, or wait for somebody.",
            "remove the command",
            List.of("CIS-DOCKER-4.3"));

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public List<Example> examples() {
        return List.of(
                Example.bad("Dockerfile", """
                        FROM debian:12
                        RUN top
                        """),
                Example.bad("Dockerfile", """
                        FROM debian:12
                        RUN ["ps", "-ef"]
                        """),
                Example.good("Dockerfile", """
                        FROM debian:12
                        RUN apt-get install -y vim procps
                        """),
                Example.good("Dockerfile", """
                        FROM debian:12
                        RUN make
                        """));
    }

    @Override
    public void check(DockerFile file, Report out) {
        for (DockerFile.Run run : file.runs()) {
            String program = run.words().isEmpty() ? "" : run.words().getFirst().replaceFirst(".*/", "");
            if (TOOLS.contains(program)) {
                out.at(run.instruction().span(), program + " does nothing useful in a build");
            }
        }
    }

    private static final Set<String> TOOLS = Set.of(
            "top",
            "htop",
            "ps",
            "ssh",
            "vi",
            "vim",
            "nano",
            "emacs",
            "less",
            "more",
            "free",
            "kill",
            "killall",
            "mount",
            "umount",
            "service",
            "systemctl",
            "shutdown",
            "reboot",
            "ifconfig",
            "netstat",
            "telnet",
            "man",
            "su",
            "screen",
            "tmux");
}

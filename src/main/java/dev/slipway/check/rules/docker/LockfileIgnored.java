package dev.slipway.check.rules.docker;

import dev.slipway.base.Confidence;
import dev.slipway.base.Severity;
import dev.slipway.check.About;
import dev.slipway.check.DockerFile;
import dev.slipway.check.Example;
import dev.slipway.check.Report;
import dev.slipway.check.Rule;
import java.util.List;

/** Dependencies are installed past the lockfile. */
public final class LockfileIgnored implements Rule.OfDockerfile {
    private static final About ABOUT = new About(
            "docker/lockfile-ignored",
            "Dependencies are installed past the lockfile",
            Severity.HIGH,
            Confidence.HIGH,
            "The image holds versions that nobody tested, among them any that an attacker published this morning.",
            "use the command that keeps to the lockfile: npm ci, yarn install --immutable, pnpm install --frozen-lockfile",
            List.of("OWASP-CICD-SEC-3", "PCI-6.3.2"));

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public List<Example> examples() {
        return List.of(
                Example.bad("Dockerfile", """
                        FROM node:22
                        COPY package*.json ./
                        RUN npm install
                        USER node
                        """),
                Example.bad("Dockerfile", """
                        FROM node:22
                        COPY package.json yarn.lock ./
                        RUN yarn install
                        USER node
                        """),
                Example.good("Dockerfile", """
                        FROM node:22
                        COPY package*.json ./
                        RUN npm ci --omit=dev
                        USER node
                        """),
                Example.good("Dockerfile", """
                        FROM node:22
                        RUN npm install -g pnpm@9.12.0 && pnpm install --frozen-lockfile
                        USER node
                        """));
    }

    @Override
    public void check(DockerFile file, Report out) {
        for (DockerFile.Run run : file.runs()) {
            List<String> words = run.words();
            boolean global = run.has("-g", "--global");
            boolean packages = words.stream().skip(2).anyMatch(w -> !w.startsWith("-"));
            boolean npm = (run.is("npm", "install") || run.is("npm", "i")) && !global && !packages;
            boolean yarn = words.equals(List.of("yarn"))
                    || (run.is("yarn", "install") && !run.has("--frozen-lockfile", "--immutable"));
            boolean pnpm = (run.is("pnpm", "install") || run.is("pnpm", "i"))
                    && !run.has("--frozen-lockfile")
                    && !global
                    && run.has("--no-frozen-lockfile");
            if (npm || yarn || pnpm) {
                out.at(run.instruction().span(), String.join(" ", words) + " may change versions");
            }
        }
    }
}

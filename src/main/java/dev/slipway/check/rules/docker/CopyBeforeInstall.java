package dev.slipway.check.rules.docker;

import dev.slipway.base.Confidence;
import dev.slipway.base.Severity;
import dev.slipway.check.About;
import dev.slipway.check.DockerFile;
import dev.slipway.check.Example;
import dev.slipway.check.Report;
import dev.slipway.check.Rule;
import dev.slipway.text.Dockerfile.Instruction;
import dev.slipway.text.Dockerfile.Stage;
import java.util.List;
import java.util.regex.Pattern;

/** Everything is copied before dependencies are installed. */
public final class CopyBeforeInstall implements Rule.OfDockerfile {
    private static final About ABOUT = new About(
            "docker/copy-before-install",
            "Everything is copied before dependencies are installed",
            Severity.NOTE,
            Confidence.HIGH,
            "Each change of any file installs all dependencies again: builds take minutes instead of seconds.",
            "copy the manifest and lockfile first, install, then copy the rest",
            List.of("BUILD-SPEED"));

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public List<Example> examples() {
        return List.of(
                Example.bad("Dockerfile", """
                        FROM node:22
                        COPY . .
                        RUN npm ci
                        USER 1
                        """),
                Example.bad("Dockerfile", """
                        FROM python:3.12
                        COPY ./ /app/
                        RUN pip install --no-cache-dir -r requirements.txt
                        """),
                Example.good("Dockerfile", """
                        FROM node:22
                        COPY package.json package-lock.json ./
                        RUN npm ci
                        COPY . .
                        USER 1
                        """),
                Example.good("Dockerfile", """
                        FROM node:22
                        COPY --from=build . .
                        RUN npm ci
                        """));
    }

    @Override
    public void check(DockerFile file, Report out) {
        for (Stage stage : file.stages()) {
            boolean all = false;
            for (Instruction i : stage.instructions()) {
                List<String> words = i.words();
                if (i.keyword().equals("COPY") && i.flag("from").isEmpty() && words.size() == 2) {
                    all |= words.getFirst().matches("\\.|\\./|\\*");
                }
                if (i.keyword().equals("RUN")
                        && all
                        && INSTALL.matcher(DockerFile.script(i)).find()) {
                    out.at(i.span(), "any change of a file above runs this again");
                    break;
                }
            }
        }
    }

    private static final Pattern INSTALL = Pattern.compile(
            "\\b(npm (ci|install)|yarn install|pnpm (install|i)\\b|pip3? install (-\\S+ )*-r|poetry install|uv sync|bundle install|composer install|go mod download|mvn .*dependency:|cargo fetch)");
}

package dev.slipway.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DockerfileTest {
    @Test
    void readsStagesFlagsFormsAndContinuations() {
        Dockerfile file = Dockerfile.parse("Dockerfile", """
                # syntax=docker/dockerfile:1
                ARG VERSION=21
                # a comment
                FROM --platform=$BUILDPLATFORM maven:3 AS Build
                RUN --mount=type=cache,target=/root/.m2 mvn \\
                    # inside
                    -q \\

                    package
                FROM eclipse-temurin:${VERSION}
                COPY --from=build --chmod=644 target/app.jar /app/
                ENV PORT=8080 NAME="a b"
                ENV OLD some value
                EXPOSE 8080/tcp
                HEALTHCHECK --interval=5s CMD ["curl", "-f", "http://localhost:8080/health"]
                entrypoint ["java", "-jar", "/app/app.jar"]
                CMD [not json
                """);
        assertThat(file.errors()).isEmpty();
        assertThat(file.directives()).containsEntry("syntax", "docker/dockerfile:1");
        assertThat(file.globalArguments()).containsEntry("VERSION", "21");
        assertThat(file.stages()).hasSize(2);
        var build = file.stages().getFirst();
        assertThat(build.name()).isEqualTo("build");
        assertThat(build.image()).isEqualTo("maven:3");
        assertThat(build.from().flag("platform")).contains("$BUILDPLATFORM");
        var run = build.instructions().getFirst();
        assertThat(run.flag("mount")).contains("type=cache,target=/root/.m2");
        assertThat(run.words()).containsExactly("mvn", "-q", "package");
        assertThat(run.span().line()).isEqualTo(5);
        var last = file.stages().getLast();
        assertThat(Words.expand(last.image(), file.globalArguments())).isEqualTo("eclipse-temurin:21");
        assertThat(last.all("ENV").getFirst().pairs())
                .containsEntry("PORT", "8080")
                .containsEntry("NAME", "a b");
        assertThat(last.all("ENV").getLast().pairs()).containsEntry("OLD", "some value");
        assertThat(last.last("HEALTHCHECK").orElseThrow().words()).contains("http://localhost:8080/health");
        assertThat(last.last("ENTRYPOINT").orElseThrow().form())
                .isEqualTo(new Dockerfile.Form.Exec(java.util.List.of("java", "-jar", "/app/app.jar")));
        assertThat(last.last("CMD").orElseThrow().form()).isEqualTo(new Dockerfile.Form.Shell("[not json"));
        assertThat(last.last("CMD").orElseThrow().span().in("Dockerfile")).hasToString("Dockerfile:17:1");
    }

    @Test
    void readsHeredocsAndTheEscapeDirective() {
        Dockerfile file = Dockerfile.parse(
                "Dockerfile",
                "# escape=`\r\nFROM a\r\nRUN <<EOF bash\r\napt-get `\r\nFROM not\r\nEOF\r\nCOPY <<-'X' <<Y /etc/\n\tone\n\tX\ntwo\nY\nRUN dir c:\\ `\n  x\nRUN cat <<<word\n");
        assertThat(file.errors()).isEmpty();
        assertThat(file.stages()).hasSize(1);
        var body = file.stages().getFirst().instructions();
        assertThat(body).hasSize(4);
        assertThat(body.getFirst().heredocs().getFirst().body()).isEqualTo("apt-get `\nFROM not\n");
        assertThat(body.get(1).heredocs())
                .containsExactly(
                        new Dockerfile.Heredoc("X", "one\n", false), new Dockerfile.Heredoc("Y", "two\n", true));
        assertThat(body.get(2).arguments()).isEqualTo("dir c:\\   x");
    }

    @Test
    void reportsWhatItCannotReadAndGoesOn() {
        Dockerfile file = Dockerfile.parse("Dockerfile", "FRM a\nFROM b\nRUN <<EOF\nx\n");
        assertThat(file.errors()).extracting(Parsed.SyntaxError::line).containsExactly(1, 3);
        assertThat(file.stages()).hasSize(1);
    }
}

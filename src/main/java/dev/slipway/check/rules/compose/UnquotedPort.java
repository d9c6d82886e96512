package dev.slipway.check.rules.compose;

import dev.slipway.base.Confidence;
import dev.slipway.base.Severity;
import dev.slipway.check.About;
import dev.slipway.check.ComposeFile;
import dev.slipway.check.Example;
import dev.slipway.check.Fix;
import dev.slipway.check.Report;
import dev.slipway.check.Rule;
import dev.slipway.text.Edit;
import dev.slipway.text.Node;
import java.util.List;

/** Port mapping without quotes may be read as a number in base 60. */
public final class UnquotedPort implements Rule.OfCompose {
    private static final About ABOUT = new About(
            "compose/unquoted-port",
            "Port mapping without quotes may be read as a number in base 60",
            Severity.LOW,
            Confidence.HIGH,
            "YAML 1.1 reads 22:22 as 1342: the wrong port is published, or the file is refused.",
            "write the mapping in quotes",
            List.of("CORRECTNESS"));

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public List<Example> examples() {
        return List.of(
                Example.bad("compose.yaml", """
                        services:
                          web:
                            image: app:1
                            ports:
                              - 22:22
                        """),
                Example.bad("compose.yaml", """
                        services:
                          web:
                            image: app:1
                            ports: ["80:80", 25:25]
                        """),
                Example.good("compose.yaml", """
                        services:
                          web:
                            image: app:1
                            ports:
                              - "22:22"
                        """),
                Example.good("compose.yaml", """
                        services:
                          web:
                            image: app:1
                            ports:
                              - 8080:80
                        """));
    }

    @Override
    public void check(ComposeFile file, Report out) {
        for (ComposeFile.Service service : file.services()) {
            for (Node item : service.body().listAt("ports")) {
                boolean plain = item instanceof Node.Scalar s
                        && s.span().end() - s.span().start() == s.value().length();
                String text = item.textAt().orElse("");
                if (plain
                        && text.matches("\\d{1,5}:[0-5]?\\d")
                        && !text.matches("\\d+:(6|7|8|9)\\d")
                        && text.matches("[1-9]\\d{0,1}:.*")) {
                    out.at(
                            item.span(),
                            text + " may be read as a number",
                            Fix.safe("write it in quotes", Edit.replace(item.span(), "\"" + text + "\"")));
                }
            }
        }
    }
}

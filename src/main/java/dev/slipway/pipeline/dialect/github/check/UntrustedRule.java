package dev.slipway.pipeline.dialect.github.check;

import dev.slipway.pipeline.dialect.github.expr.Expr;
import dev.slipway.pipeline.dialect.github.expr.Value;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Text of strangers that is put into a script (provider's page "Script injections"): whoever writes a title or names a branch
 * runs code. Through an environment variable it is only data.
 */
final class UntrustedRule {
    private static final List<Pattern> FROM_STRANGERS = List.of(
            Pattern.compile("github\\.head_ref"),
            Pattern.compile("github\\.event\\.(issue|discussion|pull_request)\\.(title|body)"),
            Pattern.compile("github\\.event\\.(comment|review|review_comment)\\.body"),
            Pattern.compile("github\\.event\\.pull_request\\.head\\.(ref|label|repo\\.default_branch)"),
            Pattern.compile("github\\.event\\.pages\\.\\*\\.page_name"),
            Pattern.compile("github\\.event\\.commits\\.\\*\\.(message|author\\.(email|name))"),
            Pattern.compile("github\\.event\\.head_commit\\.(message|author\\.(email|name))"),
            Pattern.compile("github\\.event\\.workflow_run\\.(head_branch|head_commit\\.(message|author\\.(email|name))"
                    + "|pull_requests\\.\\*\\.head\\.ref)"));

    private UntrustedRule() {}

    /** The text of strangers that an expression puts where it stands. */
    static Optional<String> find(Expr expr) {
        Optional<String> path = path(expr).map(p -> p.toLowerCase(Locale.ROOT));
        if (path.isPresent()
                && FROM_STRANGERS.stream().anyMatch(p -> p.matcher(path.get()).matches())) {
            return path;
        }
        boolean harmless = expr instanceof Expr.Compare
                || expr instanceof Expr.Not
                || expr instanceof Expr.Call c
                        && List.of("contains", "startswith", "endswith")
                                .contains(c.function().toLowerCase(Locale.ROOT));
        return harmless
                ? Optional.empty()
                : expr.parts().stream().flatMap(p -> find(p).stream()).findFirst();
    }

    private static Optional<String> path(Expr expr) {
        return switch (expr) {
            case Expr.Context c -> Optional.of(c.name());
            case Expr.Star s -> path(s.target()).map(p -> p + ".*");
            case Expr.Index i ->
                path(i.target())
                        .map(p -> p + "."
                                + (i.index() instanceof Expr.Literal l && l.value() instanceof Value.Text t
                                        ? t.value()
                                        : "*"));
            case Expr.Literal l -> Optional.empty();
            case Expr.Not n -> Optional.empty();
            case Expr.Compare c -> Optional.empty();
            case Expr.Logical l -> Optional.empty();
            case Expr.Call c -> Optional.empty();
        };
    }
}

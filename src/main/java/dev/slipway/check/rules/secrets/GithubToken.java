package dev.slipway.check.rules.secrets;

import dev.slipway.base.Confidence;
import dev.slipway.base.Place;
import dev.slipway.base.Severity;
import dev.slipway.check.About;
import dev.slipway.check.Example;
import dev.slipway.check.Report;
import dev.slipway.check.Rule;
import dev.slipway.check.TextFile;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/** A GitHub token stands in the repository. */
public final class GithubToken implements Rule.OfText {
    private static final About ABOUT = new About(
            "secret/github-token",
            "A GitHub token stands in the repository",
            Severity.CRITICAL,
            Confidence.CERTAIN,
            "Whoever reads it can act in its owner's name: read private code, push, release.",
            "revoke it in the owner's settings and use the job's own token or an app",
            List.of("OWASP-CICD-SEC-6", "PCI-8.6.2"));

    /** GitHub's announcement of its token formats (2021): prefix, 30 characters, 6 of checksum, all base62. */
    private static final Pattern CLASSIC =
            Pattern.compile("(?<![A-Za-z0-9])(gh[pousr]_)([A-Za-z0-9]{30})([A-Za-z0-9]{6})(?![A-Za-z0-9])");

    private static final Pattern FINE_GRAINED =
            Pattern.compile("(?<![A-Za-z0-9])github_pat_[A-Za-z0-9]{22}_[A-Za-z0-9]{59}(?![A-Za-z0-9])");
    private static final String BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public List<Example> examples() {
        return List.of(
                Example.bad("ci.sh", "TOKEN=" + "ghp_" + "zQWBuTSOoRi4A9spHcVY5ncnsDkxkJ" + "0mLq17" + "\n"),
                Example.bad(
                        ".npmrc",
                        "token=" + "github_pat_" + "11ABCDEFG0abcdefghijkl_" + "A1b2C3d4".repeat(7) + "xyz" + "\n"),
                Example.good("ci.sh", "TOKEN=" + "ghp_" + "zQWBuTSOoRi4A9spHcVY5ncnsDkxkJ" + "000000" + "\n"),
                Example.good("ci.yaml", "token: ${{ secrets.GITHUB_TOKEN }}\n"));
    }

    @Override
    public Set<String> keywords() {
        return Set.of("ghp_", "gho_", "ghu_", "ghs_", "ghr_", "github_pat_");
    }

    @Override
    public void check(TextFile file, Report out) {
        for (TextFile.Line line : file.linesWith(keywords())) {
            Matcher classic = CLASSIC.matcher(line.text());
            while (classic.find()) {
                // The token carries its own checksum: one that fails it was never a token.
                if (checksum(classic.group(2)).equals(classic.group(3))) {
                    out.line(line.number(), "a GitHub token (" + classic.group(1) + ") whose checksum is right");
                }
            }
            if (FINE_GRAINED.matcher(line.text()).find()) {
                out.at(
                        Place.of(file.path(), line.number()),
                        Severity.CRITICAL,
                        Confidence.HIGH,
                        "a fine-grained GitHub token");
            }
        }
    }

    private static String checksum(String body) {
        CRC32 crc = new CRC32();
        crc.update(body.getBytes(StandardCharsets.US_ASCII));
        StringBuilder digits = new StringBuilder();
        for (long rest = crc.getValue(); rest > 0; rest /= 62) {
            digits.append(BASE62.charAt((int) (rest % 62)));
        }
        while (digits.length() < 6) {
            digits.append('0');
        }
        return digits.reverse().toString();
    }
}

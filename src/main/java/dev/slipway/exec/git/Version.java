package dev.slipway.exec.git;

import dev.slipway.base.Problem;
import java.util.regex.Pattern;

/**
 * What people call a state of the source: the commit ({@code a1b2c3d}), with uncommitted changes {@code
 * a1b2c3d-dirty-1a2b3c4d}, and without a commit a hash of the contents ({@code nogit-1a2b3c4d5e6f}). The same contents give
 * the same version on every machine.
 */
public record Version(String value) {
    private static final Pattern FORM = Pattern.compile("[0-9a-f]{7}(-dirty-[0-9a-f]{8})?|nogit-[0-9a-f]{12}");

    public Version {
        if (!FORM.matcher(value).matches()) {
            throw Problem.input(
                            "not a version: " + value.replaceAll("\\p{Cntrl}", "?"),
                            "a version is a commit, or nogit- and a hash",
                            "copy it from `slipway status`")
                    .asException();
        }
    }

    /** Whether it has changes that no commit holds. */
    public boolean dirty() {
        return value.length() != 7;
    }

    @Override
    public String toString() {
        return value;
    }
}

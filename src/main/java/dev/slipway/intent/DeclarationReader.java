package dev.slipway.intent;

import dev.slipway.base.EnvName;
import dev.slipway.exec.files.FileView;
import java.util.Map;

/**
 * Reads the declared intent: the Compose file, {@code slipway.yaml} over it. All that is wrong is thrown at once, as one
 * {@link dev.slipway.base.SlipwayException} whose problems each name a place.
 */
public final class DeclarationReader {
    private DeclarationReader() {}

    /**
     * The declaration as it stands for an environment, whose inline overrides of services are applied.
     *
     * @param variables what <code>${NAME}</code> may name: the process environment over the repository's {@code .env}
     */
    public static Declaration read(FileView view, Map<String, String> variables, EnvName environment) {
        return Declaration.empty();
    }

    /** The declaration without the overrides of any environment. */
    public static Declaration read(FileView view, Map<String, String> variables) {
        return Declaration.empty();
    }
}

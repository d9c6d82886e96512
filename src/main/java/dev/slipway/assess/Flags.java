package dev.slipway.assess;

import dev.slipway.base.EnvName;

/**
 * What the command line says about the intent; it outranks everything.
 *
 * @param app the application's name; empty when no flag gave one
 * @param environment the environment that is asked for
 */
public record Flags(String app, EnvName environment) {
    /** Nothing but the environment every repository has. */
    public static final Flags NONE = new Flags("", EnvName.LOCAL);

    /** For an environment. */
    public static Flags of(EnvName environment) {
        return new Flags("", environment);
    }
}

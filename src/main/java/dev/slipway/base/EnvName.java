package dev.slipway.base;

/** The name of an environment; {@code local} unless the team declares others. */
public record EnvName(String value) {
    /** The environment every repository has. */
    public static final EnvName LOCAL = new EnvName("local");

    public EnvName {
        Names.check("environment", value);
    }

    @Override
    public String toString() {
        return value;
    }
}

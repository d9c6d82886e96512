package dev.slipway.base;

/** The name of an application (DESIGN: "project"): the intent's {@code name}, else made from git origin and path. */
public record AppName(String value) {
    public AppName {
        Names.check("application", value);
    }

    /** The nearest valid name. */
    public static AppName slug(String raw) {
        return new AppName(Names.slug(raw));
    }

    @Override
    public String toString() {
        return value;
    }
}

package dev.slipway.base;

/**
 * The key of leases, releases, evidence and routes: application / service / environment / region. The region is
 * {@code local} until a target has regions.
 */
public record Scope(AppName app, ServiceName service, EnvName environment, String region) {
    /** A scope on this machine. */
    public static Scope local(AppName app, ServiceName service, EnvName environment) {
        return new Scope(app, service, environment, "local");
    }

    /** The inverse of {@link #key}. */
    public static Scope parse(String key) {
        String[] parts = key.split("/", -1);
        if (parts.length != 4) {
            throw new IllegalArgumentException("scope " + key);
        }
        return new Scope(new AppName(parts[0]), new ServiceName(parts[1]), new EnvName(parts[2]), parts[3]);
    }

    /** {@code app/service/environment/region}: unique, and stable as a database key. */
    public String key() {
        return app + "/" + service + "/" + environment + "/" + region;
    }

    @Override
    public String toString() {
        return key();
    }
}

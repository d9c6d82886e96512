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

    /** {@code app/service/environment/region}: unique, and stable as a database key. */
    public String key() {
        return app + "/" + service + "/" + environment + "/" + region;
    }

    @Override
    public String toString() {
        return key();
    }
}

package dev.slipway.app.resources;

import java.util.List;
import java.util.Map;

/**
 * The payload of a resource action.
 *
 * @param app whose resource it is
 * @param how the embedded cluster or a container
 * @param image as declared; empty when only a fact asks for it
 * @param database database and role name in the embedded cluster
 * @param password reference {@code NAME@VERSION}
 * @param environment the declaration's ordinary variables, for a container
 * @param secrets variable to reference, for a container
 * @param port where it answers on loopback
 * @param containerPort what that is inside a container
 */
public record ResourceOrder(
        String app,
        String environmentName,
        String name,
        String kind,
        How how,
        String image,
        String database,
        String password,
        Map<String, String> environment,
        Map<String, String> secrets,
        List<String> volumes,
        int port,
        int containerPort,
        String note) {
    /** The kind of the action that carries it. */
    public static final String KIND = "resource";

    /** Where a resource comes from. */
    public enum How {
        EMBEDDED_POSTGRES,
        CONTAINER
    }

    public ResourceOrder {
        environment = Map.copyOf(environment);
        secrets = Map.copyOf(secrets);
        volumes = List.copyOf(volumes);
    }

    /** One line for people. */
    public String summary() {
        String what = how == How.EMBEDDED_POSTGRES ? "embedded PostgreSQL, database " + database : image;
        return name + " (" + what + ")" + (note.isEmpty() ? "" : ": " + note);
    }
}

package dev.slipway.base.wire;

import java.util.List;

/**
 * What the data plane made of the route table: {@code run/proxy.status.json}, written when it changes.
 *
 * @param epoch of the table in force
 * @param refused why a newer {@code routes.json} is not in force; empty when there is none
 */
public record ProxyStatus(long epoch, String refused, List<Port> ports) {
    public ProxyStatus {
        ports = List.copyOf(ports);
    }

    /**
     * One public port.
     *
     * @param listening whether the proxy serves it
     * @param problem why not and, where the system tells, who holds it; empty when it listens
     */
    public record Port(String scope, int port, boolean listening, String problem) {}
}

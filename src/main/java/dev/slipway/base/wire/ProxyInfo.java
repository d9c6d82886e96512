package dev.slipway.base.wire;

/**
 * Where the data plane answers questions about itself: {@code run/proxy.json}, mode 600, written at each start. The token
 * is in {@code run/proxy.token}.
 *
 * @param adminPort on 127.0.0.1: {@code GET /report} with {@code Authorization: Bearer TOKEN}, {@code GET /healthz}
 */
public record ProxyInfo(long pid, int adminPort, long startedMillis) {}

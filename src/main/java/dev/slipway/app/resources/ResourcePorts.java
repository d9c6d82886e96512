package dev.slipway.app.resources;

/** Ports of backing services on loopback; each is kept for life, because services hold it in their variables. */
public interface ResourcePorts {
    /** The port of the cluster for the applications' databases; prepares the cluster on first use. */
    int embeddedPostgres() throws InterruptedException;

    /** The port of a container. */
    int container(String scope);
}

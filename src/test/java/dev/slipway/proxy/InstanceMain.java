package dev.slipway.proxy;

/** {@link Instance} as a process: {@code PORT} and {@code NAME} from the environment. */
public final class InstanceMain {
    private InstanceMain() {}

    public static void main(String[] args) throws Exception {
        new Instance(System.getenv("NAME"), Integer.parseInt(System.getenv("PORT")));
        Thread.currentThread().join();
    }
}

package shop.web;

import java.io.IOException;
import java.time.Duration;

/** Starts the shop: configuration from the environment, the table in the background, HTTP at once. */
public final class Main {
    private Main() {}

    public static void main(String[] args) throws IOException {
        Settings settings;
        try {
            settings = Settings.from(System.getenv());
        } catch (IllegalArgumentException e) {
            System.err.println("shop: " + e.getMessage());
            System.exit(2);
            return;
        }
        // Without it, answers wait up to 40 ms for the peer's delayed acknowledgement.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        var store = new PostgresItems(settings.database());
        var server = new ShopServer(settings.port(), store, settings.fault());
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            server.stop(Duration.ofSeconds(5));
            store.close();
        }));
        var preparing = new Thread(store::prepare, "prepare");
        preparing.setDaemon(true);
        preparing.start();
        server.start();
        System.out.println("shop: listening on port " + server.port() + ", fault: " + settings.fault());
        if (settings.fault() == Fault.CRASH) {
            crashIn(Duration.ofSeconds(5));
        }
    }

    private static void crashIn(Duration delay) {
        try {
            Thread.sleep(delay.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        System.err.println("shop: crashing on purpose");
        Runtime.getRuntime().halt(3);
    }
}

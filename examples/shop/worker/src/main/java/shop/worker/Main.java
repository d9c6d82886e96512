package shop.worker;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Counts what is on the shelf, again and again, and says so. It has no port. */
public final class Main {
    private static final CountDownLatch STOP = new CountDownLatch(1);

    private Main() {}

    public static void main(String[] args) throws InterruptedException {
        DatabaseUrl database;
        long seconds;
        try {
            database = DatabaseUrl.parse(System.getenv().getOrDefault("DATABASE_URL", ""));
            seconds = Period.seconds(System.getenv().getOrDefault("WORKER_PERIOD", "5s"));
        } catch (IllegalArgumentException e) {
            System.err.println("worker: " + e.getMessage());
            System.exit(2);
            return;
        }
        Runtime.getRuntime().addShutdownHook(new Thread(STOP::countDown));
        System.out.println("worker: counting in " + database + " every " + seconds + " s");
        do {
            count(database);
        } while (!STOP.await(seconds, TimeUnit.SECONDS));
        System.out.println("worker: stopped");
    }

    private static void count(DatabaseUrl database) {
        try (var connection = DriverManager.getConnection(database.jdbc(), database.login());
                var rows = connection.createStatement().executeQuery("SELECT count(*) FROM items")) {
            rows.next();
            System.out.println("worker: " + Report.of(rows.getLong(1)));
        } catch (SQLException e) {
            // The web service makes the table; until then, and while the database restarts, we wait.
            System.out.println("worker: not yet: " + e.getMessage().lines().findFirst().orElse(""));
        }
    }
}

package dev.slipway.base;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Runs tasks on virtual threads and fails fast: the first failure cancels the rest and is thrown. To be exchanged for
 * {@code StructuredTaskScope} when that is final.
 */
public final class Tasks {
    private Tasks() {}

    /**
     * The results in the order of the tasks.
     *
     * @throws TimeoutException when the deadline passes; the tasks are interrupted
     * @throws InterruptedException when the caller is interrupted; the tasks are too
     */
    public static <T> List<T> all(List<? extends Callable<T>> tasks, Duration deadline)
            throws InterruptedException, TimeoutException {
        long endNanos = System.nanoTime() + deadline.toNanos();
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var done = new ExecutorCompletionService<T>(executor);
            var futures = new ArrayList<Future<T>>(tasks.size());
            tasks.forEach(t -> futures.add(done.submit(t)));
            try {
                for (int i = 0; i < futures.size(); i++) {
                    var next = done.poll(endNanos - System.nanoTime(), TimeUnit.NANOSECONDS);
                    if (next == null) {
                        throw new TimeoutException("not done within " + deadline);
                    }
                    next.get();
                }
                return futures.stream().map(Future::resultNow).toList();
            } catch (ExecutionException e) {
                throw rethrow(e.getCause());
            } finally {
                futures.forEach(f -> f.cancel(true));
            }
        }
    }

    private static RuntimeException rethrow(@Nullable Throwable cause) {
        return switch (cause) {
            case null -> new IllegalStateException("a task failed without a cause");
            case RuntimeException e -> e;
            case Error e -> throw e;
            default -> new IllegalStateException(cause);
        };
    }
}

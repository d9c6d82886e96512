package dev.slipway.proxy;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.NetSocket;

/** A connection that became something else (a websocket): two pipes with back-pressure until either side ends. */
final class Tunnel {
    private final NetSocket visitor;
    private final NetSocket instance;
    private final Runnable ended;
    private boolean closed;

    private Tunnel(NetSocket visitor, NetSocket instance, Runnable ended) {
        this.visitor = visitor;
        this.instance = instance;
        this.ended = ended;
    }

    /** Answers 101 to the visitor and connects the two. {@code ended} runs once, on the loop's thread. */
    static void open(HttpServerRequest request, NetSocket instance, Runnable ended) {
        instance.pause();
        request.toNetSocket().onComplete(result -> {
            if (result.failed()) {
                instance.close();
                ended.run();
                return;
            }
            Tunnel tunnel = new Tunnel(result.result(), instance, ended);
            tunnel.pipe(tunnel.visitor, instance);
            tunnel.pipe(instance, tunnel.visitor);
            instance.resume();
        });
    }

    private void pipe(NetSocket from, NetSocket to) {
        from.handler(buffer -> {
            to.write(buffer);
            if (to.writeQueueFull()) {
                from.pause();
                to.drainHandler(v -> from.resume());
            }
        });
        from.exceptionHandler(t -> close());
        from.endHandler(v -> close());
        from.closeHandler(v -> close());
    }

    private void close() {
        if (!closed) {
            closed = true;
            // end() sends what is queued before it closes.
            visitor.end();
            instance.end();
            ended.run();
        }
    }
}

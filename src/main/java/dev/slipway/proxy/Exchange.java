package dev.slipway.proxy;

import dev.slipway.proxy.Upstream.Connection;
import io.vertx.core.AsyncResult;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.RequestOptions;
import org.jspecify.annotations.Nullable;

/**
 * One request on its way to an instance and its answer on the way back: streamed in both directions with back-pressure, never
 * held whole. Runs on its loop's thread alone.
 *
 * <p>Retries: a request that reached no instance (connection refused) goes to another instance of the arm, then to the
 * stable arm; a request that may be sent twice (RFC 9110 section 9.2.2) and has no body is sent once more when a pooled
 * connection turns out to be dead. Each arm that was tried counts the request; the one that failed counts an error.
 */
final class Exchange {
    /** Whole seconds without a byte from the instance before its answer begins. */
    private static final int HEAD_SECONDS = 60;

    /** Whole seconds without a byte in either direction once the answer flows. */
    private static final int IDLE_SECONDS = 120;

    /** Whole seconds an exchange may take, streaming included. */
    private static final int TOTAL_SECONDS = 3_600;

    private final Loop loop;
    private final Route route;
    private final HttpServerRequest request;
    private final HttpServerResponse out;
    private final long startNanos = System.nanoTime();
    private final boolean hasBody;
    private final int beganTick;
    private int activeTick;
    private boolean probe;
    private boolean forced;
    private boolean upgrade;

    private Route.@Nullable Arm arm;
    private @Nullable Upstream upstream;
    private @Nullable Connection connection;
    private @Nullable HttpClientRequest sent;

    /** Grows with each attempt, so that late news of an earlier one are told apart. */
    private int attempt;

    private boolean reused;
    private boolean resent;
    private boolean tookOther;
    private boolean tookStable;
    private boolean bodySent;
    private boolean answered;
    private boolean outEnded;
    private boolean done;

    /** Neighbours in the loop's list. */
    @Nullable
    Exchange before;

    @Nullable
    Exchange after;

    Exchange(Loop loop, Route route, HttpServerRequest request) {
        this.loop = loop;
        this.route = route;
        this.request = request;
        this.out = request.response();
        this.beganTick = loop.tick();
        this.activeTick = beganTick;
        this.hasBody = RequestGuard.hasBody(request);
    }

    void begin() {
        if (RequestGuard.refuses(request)) {
            answer(400, "bad-request", "The request is not valid HTTP.");
            return;
        }
        String token = request.headers().get(ForwardedHeaders.VERIFY);
        probe = token != null && loop.isToken(token);
        String armId = probe ? request.headers().get(ForwardedHeaders.ARM) : null;
        forced = armId != null;
        Route.Arm chosen = armId != null ? route.arm(armId) : route.next(loop.nowMillis());
        if (chosen == null) {
            answer(
                    503,
                    forced ? "no-arm" : "no-release",
                    forced ? "There is no such arm." : "No release of this service is in traffic.");
            return;
        }
        upgrade = !hasBody && RequestGuard.upgrades(request);
        if (hasBody) {
            request.pause();
        }
        out.closeHandler(v -> visitorLeft());
        loop.add(this);
        enter(chosen);
        Upstream first = chosen.next(startNanos, null);
        if (first == null) {
            leaveArm();
            answer(503, "no-upstream", "No instance of this release is known.");
            return;
        }
        attempt(first, true);
    }

    private void enter(Route.Arm next) {
        arm = next;
        next.counts.inFlight++;
    }

    private void leaveArm() {
        if (arm != null) {
            arm.counts.inFlight--;
        }
    }

    private boolean idempotent() {
        HttpMethod method = request.method();
        return method == HttpMethod.GET
                || method == HttpMethod.HEAD
                || method == HttpMethod.OPTIONS
                || method == HttpMethod.PUT
                || method == HttpMethod.DELETE;
    }

    private void attempt(Upstream next, boolean pooled) {
        int mine = ++attempt;
        upstream = next;
        next.active++;
        boolean safe = !hasBody && idempotent() && !resent;
        Connection ready = pooled
                ? next.pooled(
                        attempt == 1 ? startNanos : System.nanoTime(),
                        safe ? Upstream.IDLE_NANOS : Upstream.FRESH_NANOS)
                : null;
        if (ready != null) {
            reused = true;
            send(mine, ready);
            return;
        }
        reused = false;
        next.connect().onComplete(result -> {
            if (mine != attempt || done) {
                if (result.succeeded()) {
                    next.release(result.result(), System.nanoTime());
                }
            } else if (result.succeeded()) {
                send(mine, result.result());
            } else {
                failed(mine, true);
            }
        });
    }

    private void send(int mine, Connection ready) {
        connection = ready;
        RequestOptions options =
                new RequestOptions().setMethod(request.method()).setURI(RequestGuard.target(request));
        ready.http.request(options).onComplete(result -> {
            if (mine != attempt || done) {
                ready.close();
            } else if (result.succeeded()) {
                guarded(mine, () -> send(mine, result.result()));
            } else {
                failed(mine, false);
            }
        });
    }

    /** A header that the library will not write must not leave the visitor without an answer. */
    private void guarded(int mine, Runnable step) {
        try {
            step.run();
        } catch (IllegalArgumentException | IllegalStateException e) {
            failed(mine, false);
        }
    }

    private void send(int mine, HttpClientRequest to) {
        sent = to;
        String host = request.getHeader(HttpHeaders.HOST);
        ForwardedHeaders.toUpstream(request.headers(), to.headers(), loop.remote(request), host == null ? "" : host);
        to.exceptionHandler(t -> failed(mine, false));
        if (upgrade) {
            to.putHeader(HttpHeaders.CONNECTION, "Upgrade");
            to.putHeader(HttpHeaders.UPGRADE, request.getHeader(HttpHeaders.UPGRADE));
            bodySent = true;
            to.connect().onComplete(result -> head(mine, result));
            return;
        }
        to.response().onComplete(result -> head(mine, result));
        if (hasBody) {
            if (request.getHeader(HttpHeaders.CONTENT_LENGTH) == null) {
                to.setChunked(true);
            }
            sendBody(mine, to);
        } else {
            bodySent = true;
            to.end();
        }
    }

    private void sendBody(int mine, HttpClientRequest to) {
        request.handler(buffer -> {
            activeTick = loop.tick();
            if (mine == attempt && !done) {
                to.write(buffer);
                if (to.writeQueueFull()) {
                    request.pause();
                    to.drainHandler(v -> request.resume());
                }
            }
        });
        request.endHandler(v -> {
            if (mine == attempt && !done) {
                bodySent = true;
                to.end();
            }
        });
        request.exceptionHandler(t -> visitorLeft());
        request.resume();
    }

    private void head(int mine, AsyncResult<HttpClientResponse> result) {
        if (mine != attempt || done) {
            return;
        }
        if (result.failed()) {
            failed(mine, false);
            return;
        }
        guarded(mine, () -> head(mine, result.result()));
    }

    private void head(int mine, HttpClientResponse response) {
        int status = response.statusCode();
        answered = true;
        activeTick = loop.tick();
        if (arm != null) {
            arm.counts.answered(probe, status >= 500, System.nanoTime() - startNanos);
        }
        out.setStatusCode(status);
        ForwardedHeaders.toVisitor(response.headers(), out.headers());
        if (probe && arm != null) {
            out.headers().set(ForwardedHeaders.ARM, arm.counts.arm);
        }
        response.exceptionHandler(t -> failed(mine, false));
        if (upgrade && status == 101) {
            tunnel(response);
        } else {
            stream(mine, response);
        }
    }

    private void tunnel(HttpClientResponse response) {
        out.putHeader(HttpHeaders.CONNECTION, "Upgrade");
        String protocol = response.getHeader(HttpHeaders.UPGRADE);
        if (protocol != null) {
            out.putHeader(HttpHeaders.UPGRADE, protocol);
        }
        Connection used = connection;
        Tunnel.open(request, response.netSocket(), () -> {
            if (used != null) {
                used.closed = true;
            }
            finish(false);
        });
        // From here on only an end of either side ends it.
        loop.remove(this);
    }

    private void stream(int mine, HttpClientResponse response) {
        boolean bodiless = request.method() == HttpMethod.HEAD || RequestGuard.bodiless(response.statusCode());
        String length = response.getHeader(HttpHeaders.CONTENT_LENGTH);
        if (!bodiless) {
            if (length == null && request.version() == HttpVersion.HTTP_1_1) {
                out.setChunked(true);
            }
            Streamed streamed = new Streamed(length == null ? -1 : RequestGuard.length(length), response);
            response.handler(streamed::chunk);
        }
        boolean again = RequestGuard.reusable(response);
        response.endHandler(v -> {
            if (mine == attempt && !done) {
                finish(again && bodySent);
                endOut();
            }
        });
    }

    private void endOut() {
        if (!outEnded) {
            outEnded = true;
            out.end();
        }
        if (!bodySent) {
            // Answered before it read all: the rest of the body is of no use, but stands before the next request.
            request.handler(buffer -> {});
            request.resume();
        }
    }

    /** The body of the answer on its way: the last bytes of a known length go out together with the end. */
    private final class Streamed {
        private final HttpClientResponse response;
        private final boolean known;
        private long left;

        Streamed(long length, HttpClientResponse response) {
            this.response = response;
            this.known = length >= 0;
            this.left = length;
        }

        void chunk(Buffer buffer) {
            activeTick = loop.tick();
            if (outEnded || done) {
                return;
            }
            left -= buffer.length();
            if (known && left == 0) {
                outEnded = true;
                out.end(buffer);
                return;
            }
            out.write(buffer);
            if (out.writeQueueFull()) {
                response.pause();
                out.drainHandler(v -> {
                    activeTick = loop.tick();
                    response.resume();
                });
            }
        }
    }

    /** @param refused whether no connection came about, so that nothing was sent */
    private void failed(int mine, boolean refused) {
        if (mine != attempt || done) {
            return;
        }
        attempt++;
        Upstream failed = upstream;
        Route.Arm here = arm;
        dropConnection();
        if (failed == null || here == null) {
            return;
        }
        failed.active--;
        upstream = null;
        if (answered) {
            here.counts.broke(probe);
            end();
            if (!outEnded) {
                // Half an answer: only a broken connection says so.
                request.connection().close();
            }
            return;
        }
        long now = System.nanoTime();
        if (refused) {
            failed.shun(now);
        } else if (reused) {
            failed.dropIdle();
        }
        boolean repeatable = refused || (reused && !hasBody && idempotent());
        if (!repeatable || !again(here, failed, refused, now)) {
            here.counts.answered(probe, true, now - startNanos);
            end();
            route.badGateway++;
            answer(502, "bad-gateway", "The service did not answer.");
        }
    }

    /** Tries once more where that makes sense. */
    private boolean again(Route.Arm here, Upstream failed, boolean refused, long now) {
        if (!refused && !resent) {
            resent = true;
            Upstream next = here.next(now, null);
            attempt(next == null ? failed : next, false);
            return true;
        }
        Upstream other = here.next(now, failed);
        if (!tookOther && other != null && other != failed && !other.shunned(now)) {
            tookOther = true;
            attempt(other, true);
            return true;
        }
        Route.Arm stable = route.stable();
        if (tookStable || forced || stable == null || stable == here) {
            return false;
        }
        Upstream helper = stable.next(now, null);
        if (helper == null) {
            return false;
        }
        tookStable = true;
        here.counts.answered(probe, true, now - startNanos);
        leaveArm();
        enter(stable);
        attempt(helper, true);
        return true;
    }

    private void visitorLeft() {
        if (done) {
            return;
        }
        attempt++;
        outEnded = true;
        dropConnection();
        if (upstream != null) {
            upstream.active--;
            upstream = null;
        }
        end();
    }

    /** Called each second. */
    void tick(int tick) {
        int limit = answered ? IDLE_SECONDS : HEAD_SECONDS;
        if (done || (tick - activeTick <= limit && tick - beganTick <= TOTAL_SECONDS)) {
            return;
        }
        attempt++;
        dropConnection();
        if (upstream != null) {
            upstream.active--;
            upstream = null;
        }
        if (arm != null && answered) {
            arm.counts.broke(probe);
        } else if (arm != null) {
            arm.counts.answered(probe, true, System.nanoTime() - startNanos);
        }
        end();
        if (answered) {
            request.connection().close();
        } else {
            route.badGateway++;
            answer(504, "timeout", "The service did not answer in time.");
        }
    }

    private void dropConnection() {
        HttpClientRequest to = sent;
        sent = null;
        if (to != null) {
            to.reset();
        }
        if (connection != null) {
            connection.close();
            connection = null;
        }
    }

    /** A whole exchange. */
    private void finish(boolean reusable) {
        if (done) {
            return;
        }
        if (upstream != null) {
            upstream.active--;
            if (connection != null) {
                if (reusable) {
                    upstream.release(connection, System.nanoTime());
                } else {
                    connection.close();
                }
            }
        }
        end();
    }

    private void end() {
        done = true;
        leaveArm();
        loop.remove(this);
    }

    /** An answer of the proxy's own. */
    private void answer(int status, String word, String text) {
        done = true;
        loop.remove(this);
        if (out.ended() || out.closed()) {
            return;
        }
        outEnded = true;
        out.setStatusCode(status)
                .putHeader(ForwardedHeaders.ERROR, word)
                .putHeader(HttpHeaders.CONTENT_TYPE, "text/plain; charset=utf-8")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .end("slipway: " + text + "\n");
        if (hasBody) {
            request.handler(buffer -> {});
            request.resume();
        }
    }
}

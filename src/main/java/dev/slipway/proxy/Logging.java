package dev.slipway.proxy;

import io.netty.util.internal.logging.InternalLoggerFactory;
import io.netty.util.internal.logging.JdkLoggerFactory;

/** Libraries log through the JDK, to standard error, warnings and worse: no logging framework is loaded in these processes. */
final class Logging {
    private Logging() {}

    /** Before anything of Vert.x is touched. */
    static void quiet() {
        System.setProperty("vertx.logger-delegate-factory-class-name", "io.vertx.core.logging.JULLogDelegateFactory");
        InternalLoggerFactory.setDefaultFactory(JdkLoggerFactory.INSTANCE);
    }
}

package dev.mesoschaos.testbed.process;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import org.slf4j.ILoggerFactory;
import org.slf4j.IMarkerFactory;
import org.slf4j.helpers.BasicMarkerFactory;
import org.slf4j.spi.MDCAdapter;
import org.slf4j.spi.SLF4JServiceProvider;

/**
 * Logback for a daemon that sets it up by {@link Logging}. Named in the system property {@value #PROPERTY} it keeps SLF4J
 * and Logback from searching every jar of the class path for providers and configuration files, an eighth of a small
 * process's start.
 */
public final class DaemonLogging implements SLF4JServiceProvider {

    /** SLF4J's own property for the name of the provider to use. */
    public static final String PROPERTY = "slf4j.provider";

    /** The version of SLF4J's interface for providers that this is written for. */
    private static final String INTERFACE_VERSION = "2.0.99";

    private final LoggerContext context = new LoggerContext();
    private final IMarkerFactory markers = new BasicMarkerFactory();
    private final LogbackMDCAdapter contextMap = new LogbackMDCAdapter();

    @Override
    public void initialize() {
        context.setName("default");
        context.setMDCAdapter(contextMap);
        context.start();
    }

    @Override
    public ILoggerFactory getLoggerFactory() {
        return context;
    }

    @Override
    public IMarkerFactory getMarkerFactory() {
        return markers;
    }

    @Override
    public MDCAdapter getMDCAdapter() {
        return contextMap;
    }

    @Override
    public String getRequestedApiVersion() {
        return INTERFACE_VERSION;
    }
}

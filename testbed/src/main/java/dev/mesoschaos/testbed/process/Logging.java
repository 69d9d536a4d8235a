package dev.mesoschaos.testbed.process;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends the log to standard error, because standard output carries the announcement.
 *
 * <p>In code, not in {@code logback.xml}: a file would apply to every program that has this module on its class path,
 * and reading XML is a third of a small process's start.
 */
public final class Logging {

    private Logging() {}

    /**
     * Replaces whatever was configured.
     *
     * @param root what is logged where nothing else is said
     * @param levels a logger's name to its level
     */
    public static void toStandardError(org.slf4j.event.Level root, Map<String, org.slf4j.event.Level> levels) {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.reset();
        toStandardError(context, root, levels);
    }

    /** The same for a context that nobody has configured yet. */
    public static void toStandardError(
            LoggerContext context, org.slf4j.event.Level root, Map<String, org.slf4j.event.Level> levels) {
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern("%d{HH:mm:ss.SSS} %-5level [%thread] %logger{0}: %msg%n");
        encoder.start();
        ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
        appender.setContext(context);
        appender.setTarget("System.err");
        appender.setEncoder(encoder);
        appender.start();
        context.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(appender);
        context.getLogger(Logger.ROOT_LOGGER_NAME).setLevel(Level.convertAnSLF4JLevel(root));
        levels.forEach((name, level) -> context.getLogger(name).setLevel(Level.convertAnSLF4JLevel(level)));
    }
}

package dev.mesoschaos.cli;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.core.spi.ContextAwareBase;
import dev.mesoschaos.testbed.process.Logging;
import java.util.Map;
import org.slf4j.event.Level;

/**
 * Warnings to standard error, because standard output is for what was asked for. Found by Logback as a service; a
 * {@code logback.xml} would do the same, but each process of the embedded cluster would read that XML too.
 */
public final class LogToStandardError extends ContextAwareBase implements Configurator {

    @Override
    public ExecutionStatus configure(LoggerContext context) {
        Logging.toStandardError(context, Level.WARN, Map.of());
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }
}

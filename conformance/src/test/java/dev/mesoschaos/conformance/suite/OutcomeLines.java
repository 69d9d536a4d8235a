package dev.mesoschaos.conformance.suite;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mesoschaos.scenarios.time.Clock;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;

/** Says what came of each test, as soon as it is over. */
final class OutcomeLines implements TestExecutionListener {

    private final PrintStream out;
    private final ObjectMapper mapper;
    private final Clock clock = Clock.system();
    private final Map<String, Instant> starts = new ConcurrentHashMap<>();

    OutcomeLines(PrintStream out, ObjectMapper mapper) {
        this.out = out;
        this.mapper = mapper;
    }

    @Override
    public void executionStarted(TestIdentifier test) {
        starts.put(test.getUniqueId(), clock.now());
    }

    @Override
    public void executionSkipped(TestIdentifier test, String reason) {
        say(test, Outcome.Kind.SKIPPED, reason);
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        String reason = result.getThrowable().map(OutcomeLines::words).orElse("");
        if (result.getStatus() != TestExecutionResult.Status.SUCCESSFUL) {
            result.getThrowable().ifPresent(Throwable::printStackTrace);
        }
        say(test, switch (result.getStatus()) {
            case SUCCESSFUL -> Outcome.Kind.PASSED;
            case ABORTED -> Outcome.Kind.SKIPPED;
            case FAILED -> Outcome.Kind.FAILED;
        }, reason);
    }

    private void say(TestIdentifier test, Outcome.Kind kind, String reason) {
        test.getSource().filter(MethodSource.class::isInstance).map(MethodSource.class::cast).ifPresent(source ->
                AnnotationSupport.findAnnotation(source.getJavaMethod(), Statement.class).ifPresent(statement -> {
                    Instant now = clock.now();
                    long millis = Duration.between(starts.getOrDefault(test.getUniqueId(), now), now).toMillis();
                    String name = source.getJavaClass().getSimpleName() + "." + source.getMethodName();
                    write(new Outcome(statement.value(), statement.words(), name, kind, reason, millis));
                }));
    }

    private void write(Outcome outcome) {
        try {
            out.println(mapper.writeValueAsString(outcome));
            out.flush();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an outcome cannot be written", e);
        }
    }

    private static String words(Throwable thrown) {
        String message = thrown.getMessage();
        return message == null ? thrown.toString() : message.strip();
    }
}

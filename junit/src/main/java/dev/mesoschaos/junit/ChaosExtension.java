package dev.mesoschaos.junit;

import dev.mesoschaos.scenarios.verdict.Result;
import java.io.IOException;
import java.lang.reflect.Method;
import java.util.Optional;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

/** Runs the scenario of a {@link ChaosTest} around its test. */
final class ChaosExtension implements BeforeEachCallback, AfterEachCallback, ParameterResolver {

    private static final Namespace HERE = Namespace.create(ChaosExtension.class);

    @Override
    public void beforeEach(ExtensionContext context) throws IOException, InterruptedException {
        Method method = context.getRequiredTestMethod();
        ChaosTest test = AnnotationSupport.findAnnotation(method, ChaosTest.class).orElseThrow();
        Chaos chaos = Chaos.begin(
                Directive.of(test, method.getDeclaringClass().getSimpleName() + "." + method.getName()));
        context.getStore(HERE).put(Chaos.class, chaos);
        if (!chaos.awaitSteadyState()) {
            context.getStore(HERE).remove(Chaos.class);
            Outcomes.check(chaos.finish(Optional.empty()));
            throw new IllegalStateException("the method of the scenario never began, see " + chaos.directory());
        }
    }

    /** A test that has failed stays failed for its own reason, which is that of its report, too. */
    @Override
    public void afterEach(ExtensionContext context) throws IOException, InterruptedException {
        Chaos chaos = context.getStore(HERE).get(Chaos.class, Chaos.class);
        if (chaos == null) {
            return;
        }
        Result result = chaos.finish(context.getExecutionException().map(failure -> "the test failed: " + told(failure)));
        if (context.getExecutionException().isEmpty()) {
            Outcomes.check(result);
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Chaos.class;
    }

    @Override
    public Chaos resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getStore(HERE).get(Chaos.class, Chaos.class);
    }

    private static String told(Throwable failure) {
        String message = String.valueOf(failure.getMessage()).strip();
        return message.lines().findFirst().orElse(failure.getClass().getSimpleName());
    }
}

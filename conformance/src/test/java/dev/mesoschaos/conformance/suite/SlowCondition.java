package dev.mesoschaos.conformance.suite;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** Leaves slow tests out unless they are asked for. */
final class SlowCondition implements ExecutionCondition {

    /** The setting that asks for slow tests. */
    static final String SETTING = "conformance.slow";

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return AnnotationSupport.findAnnotation(context.getElement(), Slow.class)
                .filter(slow -> !Boolean.getBoolean(SETTING))
                .map(slow -> ConditionEvaluationResult.disabled(slow.value() + "; run it with -D" + SETTING + "=true"))
                .orElseGet(() -> ConditionEvaluationResult.enabled("not slow, or asked for"));
    }
}

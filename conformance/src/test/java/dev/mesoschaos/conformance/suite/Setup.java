package dev.mesoschaos.conformance.suite;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The cluster that a test needs, where the default one does not do: on a method, or on a class for all its methods.
 * Tests with equal needs share a cluster, unless one of them fails.
 */
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
public @interface Setup {

    /** Number of masters, odd. */
    int masters() default 3;

    /** Number of agents, each in a rack of its own. */
    int agents() default 3;

    /** Flags of the masters beyond those of the scaled timings, as {@code name=value}. */
    String[] masterFlags() default {};

    /** Flags of the agents beyond those of the scaled timings, as {@code name=value}. */
    String[] agentFlags() default {};

    /** Files that flags name as {@code {name}}, each as {@code name=content}. */
    String[] files() default {};

    /** Whether the test leaves the cluster in a state that no other test may meet. */
    boolean wrecks() default false;
}

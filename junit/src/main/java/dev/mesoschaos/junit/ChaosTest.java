package dev.mesoschaos.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test that directs the faults of a scenario. The cluster, its workload and its probes are started before it, it begins in the
 * steady state, and it says itself when each fault is injected and undone; how long a step holds does not matter. Afterwards
 * everything that is still injected is undone, the cluster has to recover, the objectives and invariants of the scenario are
 * judged as well, and there is a report.
 *
 * <p>The method may have a parameter of the type {@link Chaos}. It runs with the settings of
 * {@code mvn verify -Pchaos}, such as {@code -Dcluster.network=proxied} and {@code -Dchaos.seed=42}; runs are in
 * {@code target/chaos}, or where {@code -Dchaos.output} says.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Test
@ExtendWith(ChaosExtension.class)
public @interface ChaosTest {

    /** A scenario's file, or the name of a scenario of the library. Either this or {@link #scenario} must be there. */
    String value() default "";

    /** A scenario, as YAML. */
    String scenario() default "";
}

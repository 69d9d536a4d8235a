package dev.mesoschaos.conformance.suite;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A test that a constant of Mesos makes too long for every build; runs with {@code -Dconformance.slow=true} only. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Slow {

    /** How long it takes and which constant is to blame. */
    String value();
}

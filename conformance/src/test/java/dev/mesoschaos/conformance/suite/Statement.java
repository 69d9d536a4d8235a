package dev.mesoschaos.conformance.suite;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Test;

/** A test of one statement of mesos-facts section 12. A statement may have several tests, told apart by their words. */
@Test
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Statement {

    /** Number of the statement, 1 to 65. */
    int value();

    /** What must be so. */
    String words();
}

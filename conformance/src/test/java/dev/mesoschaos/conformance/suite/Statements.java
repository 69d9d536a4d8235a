package dev.mesoschaos.conformance.suite;

import dev.mesoschaos.conformance.bed.ClusterKeeper;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/** A class of tests of statements; each method gets a {@link dev.mesoschaos.conformance.bed.Bed}. */
@ExtendWith({SlowCondition.class, ClusterKeeper.class})
@TestMethodOrder(BySetup.class)
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface Statements {}

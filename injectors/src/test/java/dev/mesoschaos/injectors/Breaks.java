package dev.mesoschaos.injectors;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The tests of a class let these faults fail wherever they can, and look what their undo leaves; for faults whose harm is
 * not on hosts. The others are in {@link LeasedHarms}.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Breaks {

    /** Ids of the faults. */
    String[] value();
}

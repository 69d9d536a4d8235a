package dev.mesoschaos.injectors;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The tests of a class let these faults fail wherever they can, and look what their undo leaves; for faults whose harm is
 * not on hosts. The others are in {@link LeasedHarms}. {@link Broken} fails a class that says so and does not do it.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@ExtendWith(Broken.class)
public @interface Breaks {

    /** Ids of the faults. */
    String[] value();
}

package dev.mesoschaos.scenarios.engine;

import dev.mesoschaos.scenarios.model.Step;
import java.time.Duration;
import java.util.List;

/** Who says when which step of a method is carried out. */
@FunctionalInterface
public interface Direction {

    /** As the scenario has them: one after another. */
    Direction IN_ORDER = (steps, stage) -> steps.forEach(stage::carryOut);

    /** Directs the steps of a method; returns when the method is over. What is still held then is undone. */
    void direct(List<Step> steps, Stage stage);

    /** What can be done with steps. */
    interface Stage {

        /** Carries a step out to its end. */
        void carryOut(Step step);

        /** Injects a fault, and returns when it bites. */
        Held inject(Step.Fault step);

        /** Waits, unless the run has to end: then it unwinds. */
        void pause(Duration duration);
    }

    /** A fault in effect. */
    interface Held {

        /** Undoes it, and returns when that is verified or has failed; the journal says which. */
        void undo();
    }
}

package dev.mesoschaos.scenarios.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mesoschaos.scenarios.model.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DirectedTest {

    private final List<String> done = new ArrayList<>();
    private final Directed directed = new Directed();
    private final List<Step> steps = List.of(new Bench().step("cut", new FakeFault("fault-cut")));
    private final Direction.Stage stage = new Direction.Stage() {
        @Override
        public void carryOut(Step step) {
            throw new AssertionError("nobody carries out whole steps");
        }

        @Override
        public Direction.Held inject(Step.Fault step) {
            done.add("inject " + step.id());
            return () -> done.add("undo " + step.id());
        }

        @Override
        public void pause(Duration duration) {
            throw new AssertionError("there are no more orders");
        }
    };

    @Test
    void faultsComeAndGoWhenTheyAreOrderedTo() {
        directed.take(new Order.Inject("cut"));
        directed.take(new Order.Undo("cut"));
        directed.take(new Order.Finish(Optional.empty()));

        directed.direct(steps, stage);

        assertThat(done).containsExactly("inject cut", "undo cut");
    }

    @Test
    void aFaultThatTheMethodDoesNotHaveIsRefused() {
        directed.take(new Order.Inject("other"));

        assertThatThrownBy(() -> directed.direct(steps, stage))
                .hasMessage("the method has no fault 'other'; there are cut");
        assertThat(done).isEmpty();
    }

    @Test
    void aStepIsInjectedOnce() {
        directed.take(new Order.Inject("cut"));
        directed.take(new Order.Inject("cut"));

        assertThatThrownBy(() -> directed.direct(steps, stage)).hasMessageContaining("was injected before");
    }

    @Test
    void whatTheDirectorFoundWrongIsAMissedObjective() {
        directed.take(new Order.Finish(Optional.of("too slow")));

        assertThatThrownBy(() -> directed.direct(steps, stage)).isInstanceOf(Method.Missed.class).hasMessage("too slow");
    }
}

package dev.mesoschaos.scenarios.engine;

import dev.mesoschaos.scenarios.model.Step;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Stream;

/**
 * A method whose faults are injected and undone when somebody outside says so, as a test does that is written in Java. What
 * became of an order is in the journal.
 */
public final class Directed implements Direction {

    private static final Duration TICK = Duration.ofMillis(10);

    private final BlockingQueue<Order> orders = new LinkedBlockingQueue<>();

    /** Takes an order, and returns at once. */
    public void take(Order order) {
        orders.add(order);
    }

    @Override
    public void direct(List<Step> steps, Stage stage) {
        Map<String, Held> held = new HashMap<>();
        while (true) {
            switch (next(stage)) {
                case Order.Inject inject -> inject(fault(steps, inject.step()), held, stage);
                case Order.Undo undo -> held.get(undo.step()).undo();
                case Order.Finish finish -> {
                    finish.failure().ifPresent(failure -> {
                        throw new Method.Missed(failure);
                    });
                    return;
                }
                case Order.Abort abort -> throw new Abort.AbortedException(abort.reason());
            }
        }
    }

    /** Objectives speak of a step, so there must not be two injections of it. */
    private static void inject(Step.Fault step, Map<String, Held> held, Stage stage) {
        if (held.containsKey(step.id())) {
            throw new IllegalArgumentException("'" + step.id() + "' was injected before: a second time needs a step of its own");
        }
        held.put(step.id(), stage.inject(step));
    }

    private Order next(Stage stage) {
        Order order = orders.poll();
        while (order == null) {
            stage.pause(TICK);
            order = orders.poll();
        }
        return order;
    }

    /** The step of a method that injects one fault, by its id. */
    private static Step.Fault fault(List<Step> steps, String id) {
        return faults(steps)
                .filter(step -> step.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the method has no fault '" + id + "'; there are "
                        + String.join(", ", faults(steps).map(Step.Fault::id).toList())));
    }

    private static Stream<Step.Fault> faults(List<Step> steps) {
        return steps.stream().flatMap(step -> switch (step) {
            case Step.Fault one -> Stream.of(one);
            case Step.Together together -> together.steps().stream();
            case Step.Nemesis nemesis -> Stream.of();
            case Step.Wait wait -> Stream.of();
        });
    }
}

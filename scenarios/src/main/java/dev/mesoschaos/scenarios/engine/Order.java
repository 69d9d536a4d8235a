package dev.mesoschaos.scenarios.engine;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Optional;

/** What the harness tells the process of a run, one line of JSON each. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "order")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Order.Inject.class, name = "inject"),
    @JsonSubTypes.Type(value = Order.Undo.class, name = "undo"),
    @JsonSubTypes.Type(value = Order.Finish.class, name = "finish"),
    @JsonSubTypes.Type(value = Order.Abort.class, name = "abort"),
})
public sealed interface Order {

    /** Inject the fault of a step, and hold it. */
    record Inject(String step) implements Order {}

    /** Undo the fault of a step that was injected. */
    record Undo(String step) implements Order {}

    /**
     * The method is over.
     *
     * @param failure what the one who directed it found wrong, an objective of his own that was missed
     */
    record Finish(Optional<String> failure) implements Order {}

    /** Undo everything, and end. */
    record Abort(String reason) implements Order {}
}

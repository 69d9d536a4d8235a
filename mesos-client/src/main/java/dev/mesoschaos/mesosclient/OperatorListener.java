package dev.mesoschaos.mesosclient;

import org.apache.mesos.v1.master.Protos.Event;
import org.apache.mesos.v1.master.Protos.Response.GetState;

/**
 * What an operator hears. All methods are called one after another in one thread, in the order of the stream. Taking long
 * delays later events and loses none. What they throw is logged and ignored.
 */
public interface OperatorListener {

    /** The stream has begun, for the first time or again after a gap, with everything that the master knows. */
    void subscribed(GetState snapshot);

    /**
     * Every event but SUBSCRIBED; heartbeats too. The order and the omissions are Mesos' own (mesos-facts 2.2): an agent
     * that becomes unreachable sends none, and a task may be added twice.
     */
    void event(Event event);

    /** The stream was lost and events may be missing from here to the next {@link #subscribed}. */
    default void gap(Throwable why) {}

    /** The masters refuse the subscription, for instance for wrong credentials; it has ended. */
    default void failed(String message) {}
}

package dev.mesoschaos.mesosclient;

import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.MasterInfo;
import org.apache.mesos.v1.scheduler.Protos.Event;

/**
 * What a framework hears. All methods are called one after another in one thread, in the order of the stream; they may
 * make calls of the client. Taking long delays later events and loses none. What they throw is logged and ignored.
 */
public interface SchedulerListener {

    /** The framework is subscribed, for the first time or again after a gap. Offers made before are void. */
    void subscribed(FrameworkID framework, MasterInfo master);

    /** Every event but SUBSCRIBED and ERROR; heartbeats too. */
    void event(Event event);

    /** The stream was lost and events may be missing from here to the next {@link #subscribed}: reconcile then. */
    default void gap(Throwable why) {}

    /** The master said that this framework cannot go on; the client has ended. In Mesos' own words. */
    default void failed(String message) {}
}

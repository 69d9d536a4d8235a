package dev.mesoschaos.mesosclient;

import com.google.protobuf.Message;

/** The part of a subscription that differs between schedulers and operators. All methods run in the loop's thread. */
interface Subscriber<E extends Message> {

    /** The call to send for the next attempt. */
    Message subscribe();

    /** Any event, for its type. */
    E prototype();

    /** Takes the next event of a stream. */
    void event(SubscriptionLoop<E> loop, EventStream stream, E event);

    /** An attempt or a stream has failed; the loop will try again. */
    void lost(MesosException why);

    /** The loop has ended for good. */
    void failed(String message);
}

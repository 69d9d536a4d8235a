package dev.mesoschaos.testbed.agent;

import org.apache.mesos.v1.executor.Protos.Event;

/** The subscription of an executor. Its methods never block; after its end events are dropped. */
interface ExecutorChannel {

    void send(Event event);

    void close();
}

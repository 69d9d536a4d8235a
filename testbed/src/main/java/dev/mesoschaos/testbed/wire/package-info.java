/**
 * What testbed masters and agents say to each other.
 *
 * <p>Real Mesos speaks libprocess here, whose messages are in no published jar (mesos-facts section 0, J1), so the
 * testbed has a wire format of its own: one WebSocket that the agent opens to the leading master, one line of
 * text a frame: the type, then its fields, Mesos messages among them as base64 protobuf.
 */
package dev.mesoschaos.testbed.wire;

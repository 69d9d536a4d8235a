/**
 * Reads Mesos' JSON (mesos-facts sections 0 and 3) at the speed that event streams need: it is written over as the bytes
 * of protobuf, which the message classes then parse as they parse any.
 */
package dev.mesoschaos.mesosclient.json;

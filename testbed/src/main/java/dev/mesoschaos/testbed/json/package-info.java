/**
 * Mesos' JSON, printed and read as the servers of Mesos do it (mesos-facts sections 0 and 3), which is not what
 * protobuf's own {@code JsonFormat} does: numbers stay numbers, explicit defaults are printed, unknown names are skipped.
 */
package dev.mesoschaos.testbed.json;

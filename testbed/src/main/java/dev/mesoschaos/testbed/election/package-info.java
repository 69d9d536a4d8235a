/**
 * Masters elect their leader through ZooKeeper in Mesos' own format, and everybody else watches (mesos-facts section 6):
 * each master has an ephemeral sequential znode {@code json.info_} with its MasterInfo, and the lowest number leads.
 *
 * <p>The plain ZooKeeper client is used, because a recipe library would double the start-up time of twelve processes.
 * Everything here runs on one executor of the caller's, so that its state needs no locks.
 */
package dev.mesoschaos.testbed.election;

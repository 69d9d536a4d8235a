package dev.mesoschaos.workloads.framework;

/**
 * An agent as its offers describe it.
 *
 * @param id as Mesos knows it; another one when the agent lost its work directory
 * @param host name of its host
 * @param ip where its tasks listen
 * @param rack the rack it stands in; empty when nothing says which
 */
record Agent(String id, String host, String ip, String rack) {}

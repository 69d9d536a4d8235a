/**
 * A Mesos-compatible agent: one process that finds the leading master, registers, answers its pings and runs command
 * tasks as real processes that outlive it. One thread owns all state ({@link dev.mesoschaos.testbed.agent.Agent}); what
 * it decides by is pure and told the time ({@link dev.mesoschaos.testbed.agent.Registration},
 * {@link dev.mesoschaos.testbed.agent.UpdateStream}).
 */
package dev.mesoschaos.testbed.agent;

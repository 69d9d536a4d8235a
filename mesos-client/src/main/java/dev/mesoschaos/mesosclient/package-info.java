/**
 * A client of the Mesos v1 HTTP API: operator and scheduler calls, event streams that subscribe again by themselves, and
 * the way to the leading master, typed with the message classes of {@code org.apache.mesos:mesos}.
 *
 * <p>Start with {@link dev.mesoschaos.mesosclient.MesosHttp} (how to talk) and
 * {@link dev.mesoschaos.mesosclient.LeaderSource} (to whom), then use
 * {@link dev.mesoschaos.mesosclient.OperatorClient} or {@link dev.mesoschaos.mesosclient.SchedulerClient}.
 */
package dev.mesoschaos.mesosclient;

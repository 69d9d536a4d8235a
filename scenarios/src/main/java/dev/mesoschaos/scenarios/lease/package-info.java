/**
 * Leases: a fault on a host ends when the harness is no longer heard of there, whether it died, hangs or is cut off.
 *
 * <p>A fault says its undo on hosts as data, {@link dev.mesoschaos.scenarios.cluster.HostCommand}s that are a pure
 * function of its plan, and knows nothing of leases. Whoever injects it does the rest, for every fault alike and through
 * {@link dev.mesoschaos.scenarios.cluster.Shell} alone:
 *
 * <ol>
 *   <li><b>Arm.</b> Before the first command of an injection, each host that its undo names gets a <em>guard</em>: a
 *       shell in a session of its own that has the whole undo in its memory. It has answered before anything is injected.
 *       A host without a guard is not touched.
 *   <li><b>Renew.</b> A thread per host tells the guard now and then that the harness lives. Time is the host's own,
 *       since its boot, so that no change of a clock shortens or lengthens a lease.
 *   <li><b>Run out.</b> A guard that was not told for the length of the lease undoes, again and again until that
 *       succeeds, removes its files and ends. The harness hears of it with its next renewal, and ends the run.
 *   <li><b>Undo.</b> The harness undoes with the same commands, and takes the guard away once they have succeeded. Where
 *       they fail, or the harness dies amidst them, the guard stays and goes on.
 * </ol>
 *
 * <p>On the host a lease is a directory in memory, which goes with a reboot as the faults do. Its part {@code live} is
 * renamed, in one step, by whoever ends the lease: from then on renewals fail, and so do commands of the injection that
 * come late, which therefore cannot leave anything after the undo. Whoever runs commands of the injection or of the undo
 * holds a lock meanwhile that the kernel releases with its holder: guard and harness never undo at the same time, and
 * neither of them while something is being injected. Only a command that hangs does not keep the guard from its undo; it
 * undoes at once and once more when that command has ended.
 *
 * <p>A fault is gone within the lease's length and two seconds of the last renewal: one for whole seconds, one for a
 * command that hangs.
 *
 * <p>Harm that is not on hosts has no lease here: a load on ZooKeeper comes from the harness and ends with it, proxies of
 * an embedded cluster end with the cluster, and a host without power has nobody to undo anything.
 */
package dev.mesoschaos.scenarios.lease;

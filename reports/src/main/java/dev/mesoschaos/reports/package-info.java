/**
 * The files that are written about a run and about a suite of runs. Each writer is found by
 * {@link java.util.ServiceLoader}, says nothing that the result and the journal do not say, and treats every text in
 * them as hostile: task names and error messages come from whatever ran on the cluster.
 */
package dev.mesoschaos.reports;

/**
 * The framework. All of its decisions are made by {@link dev.mesoschaos.workloads.framework.Framework}, which knows no
 * thread, no socket and no clock: it is told what happened and when, and answers with calls for the master and events for
 * the journal.
 */
package dev.mesoschaos.workloads.framework;

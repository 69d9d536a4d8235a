/**
 * What keeps a task's processes: their start, their limits, what they use, and their end. Nothing here knows a
 * framework's scheduler or a status update.
 */
package dev.mesoschaos.testbed.agent.container;

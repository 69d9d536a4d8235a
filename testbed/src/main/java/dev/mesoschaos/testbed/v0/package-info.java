/**
 * The words of v0 for what the v1 messages say: agents are slaves, resources an object (mesos-facts 1.4). Pure functions
 * of messages, so that both APIs always agree.
 */
package dev.mesoschaos.testbed.v0;

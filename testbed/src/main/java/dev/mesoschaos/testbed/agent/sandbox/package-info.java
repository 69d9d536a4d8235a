/** The files of sandboxes, as an agent shows them to whoever may ask (mesos-facts 1.5). */
package dev.mesoschaos.testbed.agent.sandbox;

/** Health checks and checks of tasks: when one is due, what it finds, and what follows from that (mesos-facts section 3). */
package dev.mesoschaos.testbed.agent.health;

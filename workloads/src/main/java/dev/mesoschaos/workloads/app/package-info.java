/**
 * The apps that instances run. A class here uses nothing but the JDK, because it starts alone on an agent, and quickly.
 */
package dev.mesoschaos.workloads.app;

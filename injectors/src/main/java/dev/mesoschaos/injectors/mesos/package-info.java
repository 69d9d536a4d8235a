/** Faults that the masters' operators make: what the API of Mesos itself allows to do to agents, frameworks and roles. */
package dev.mesoschaos.injectors.mesos;

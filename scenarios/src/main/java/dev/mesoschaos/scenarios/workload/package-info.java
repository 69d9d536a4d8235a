/** What runs on the cluster during a scenario, as the engine and the probes see it. */
package dev.mesoschaos.scenarios.workload;

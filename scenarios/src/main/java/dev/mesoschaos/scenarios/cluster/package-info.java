/** What a cluster is to the engine and to faults: hosts with roles in racks, and a few optional powers over them. */
package dev.mesoschaos.scenarios.cluster;

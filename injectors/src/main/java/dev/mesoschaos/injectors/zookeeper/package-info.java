/** Faults on the ZooKeeper ensemble and on its clients' sessions and nodes. */
package dev.mesoschaos.injectors.zookeeper;

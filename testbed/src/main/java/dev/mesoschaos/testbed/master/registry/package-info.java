/** What outlives a leading master, and how the masters' disks keep it (mesos-facts section 6). */
package dev.mesoschaos.testbed.master.registry;

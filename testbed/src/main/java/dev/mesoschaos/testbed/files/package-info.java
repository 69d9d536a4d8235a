/** Files that masters and agents let callers list and read, under paths of their own (mesos-facts 1.3, 1.4). */
package dev.mesoschaos.testbed.files;

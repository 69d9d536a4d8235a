/**
 * Command lines of masters and agents in Mesos' own spelling, so that one driver starts the testbed and an installed
 * Mesos alike: {@code --name=value}, {@code --name} and {@code --no-name} for switches, durations such as
 * {@code 1secs}, resources such as {@code cpus:2;ports:[31000-31099]}, attributes such as {@code rack:r1}.
 */
package dev.mesoschaos.testbed.flags;

/**
 * The {@code mesos-chaos} command: runs, validates, judges and undoes. Results go to standard output, everything a person
 * reads along the way to standard error, and the exit code is the verdict's.
 */
package dev.mesoschaos.cli;

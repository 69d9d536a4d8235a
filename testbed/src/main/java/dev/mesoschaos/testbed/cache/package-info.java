/**
 * Quick starts: the classes of all testbed processes, loaded once in a training run and mapped into every later process.
 *
 * <p>A cluster is a dozen JVMs on a machine with few cores, and most of what each does at first is to load the same
 * classes. The cache belongs to one JDK and one class path; a change of either makes a new one.
 */
package dev.mesoschaos.testbed.cache;

/**
 * What every testbed process does alike: it says where it listens, and it ends when the one that started it is gone.
 *
 * <p>Both go over the standard streams, because these are the only link to the parent that works on every platform, in
 * every namespace, and without a port or a file that could be left behind.
 */
package dev.mesoschaos.testbed.process;

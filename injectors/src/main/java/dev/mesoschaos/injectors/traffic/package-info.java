/**
 * Faults on how hosts send packets: late, not all of them, twice, out of order, damaged, or no more than so many in a
 * second. They hit what the targets <em>send</em>, so that a delay is felt once in each round trip.
 */
package dev.mesoschaos.injectors.traffic;

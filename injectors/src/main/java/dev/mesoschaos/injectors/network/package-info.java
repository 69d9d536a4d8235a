/** Faults on packets between hosts, made on the hosts themselves where they can be, else in proxies. */
package dev.mesoschaos.injectors.network;

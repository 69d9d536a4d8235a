/** The embedded proxy server beside a real Toxiproxy, each in a process of its own. */
package dev.mesoschaos.benchmarks.proxies;

/** Faults on connections that run through a proxy server with Toxiproxy's HTTP API. */
package dev.mesoschaos.injectors.toxiproxy;

/** What the v1 APIs of master and agent have in common: media types, the order of checks, and how calls are refused. */
package dev.mesoschaos.testbed.api;

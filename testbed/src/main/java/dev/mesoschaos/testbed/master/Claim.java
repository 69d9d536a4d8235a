package dev.mesoschaos.testbed.master;

/** Who is offered resources: a framework in one of its roles. */
record Claim(String frameworkId, String role) {}

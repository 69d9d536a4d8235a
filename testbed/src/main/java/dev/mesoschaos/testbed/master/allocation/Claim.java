package dev.mesoschaos.testbed.master.allocation;

/** Who is offered resources: a framework in one of its roles. */
public record Claim(String frameworkId, String role) {}

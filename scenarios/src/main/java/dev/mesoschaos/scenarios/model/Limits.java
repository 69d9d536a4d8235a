package dev.mesoschaos.scenarios.model;

/** The blast radius: how many hosts of each role may be targets at the same time. */
public record Limits(Quantity agents, Quantity masters, Quantity zookeeper) {

    /** What holds when a scenario says nothing: a third of the agents, and never a quorum. */
    public static final Limits DEFAULT =
            new Limits(new Quantity.Percent(34), new Quantity.Minority(), new Quantity.Minority());
}

package dev.mesoschaos.scenarios.cluster;

/** Whether daemons do what users of the cluster need of them, which is more than to answer. */
public interface Services {

    /**
     * Whether a host's daemon serves: an agent is active with the leading master, a master answers and one leads, a
     * ZooKeeper server takes part in its ensemble.
     */
    boolean serves(String host);
}

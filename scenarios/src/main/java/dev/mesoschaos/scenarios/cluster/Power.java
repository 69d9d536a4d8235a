package dev.mesoschaos.scenarios.cluster;

/** The power switch of hosts. */
public interface Power {

    /** Everything on the host stops at once, without a word. Switching off twice is no error. */
    void off(String host);

    /** The host boots and starts its Mesos or ZooKeeper daemon again, on the same disk. Switching on twice is no error. */
    void on(String host);

    /** Whether the host is on. */
    boolean isOn(String host);
}

package dev.mesoschaos.mesosclient;

/**
 * A master that was elected, by the two names under which it goes: ZooKeeper tells its IP address, redirects its hostname
 * (mesos-facts section 6 and 12.1). Both may be the same.
 *
 * @param address to dial
 * @param otherName the same master by its other name
 */
public record ElectedMaster(MasterAddress address, MasterAddress otherName) {

    /** Whether this master goes by that name. */
    public boolean is(MasterAddress name) {
        return name.equals(address) || name.equals(otherName);
    }
}

package dev.mesoschaos.testbed.zookeeper;

import org.apache.zookeeper.jmx.MBeanRegistry;
import org.apache.zookeeper.jmx.ZKMBeanInfo;

/** Leaves management beans out: nobody can reach them here, and one for each connection costs what a session storm measures. */
final class NoManagementBeans extends MBeanRegistry {

    @Override
    public void register(ZKMBeanInfo bean, ZKMBeanInfo parent) {
        // Nothing is registered.
    }

    @Override
    public void unregister(ZKMBeanInfo bean) {
        // Nothing was.
    }
}

package dev.mesoschaos.injectors.zookeeper;

import java.util.ArrayList;
import java.util.List;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.ZooDefs;
import org.apache.zookeeper.ZooKeeper;
import org.apache.zookeeper.data.ACL;
import org.apache.zookeeper.data.Id;

/**
 * A node with a long access control list, which the leader reads to its end for each write, in the one thread that all
 * writes pass through. That takes processor time, but unlike large writes neither memory nor disk of the servers.
 */
final class CostlyNode {

    /** 120 KB of list: well below the megabyte that a server takes ({@code jute.maxbuffer}). */
    private static final int ENTRIES = 4_000;

    private CostlyNode() {}

    static void create(ZooKeeper session, String path, byte[] data) throws KeeperException {
        Sessions.create(session, path, data, everybodyAfterAWhile());
    }

    /** All but the last entry name addresses that nobody has, from the block reserved by RFC 1112, section 4. */
    private static List<ACL> everybodyAfterAWhile() {
        List<ACL> list = new ArrayList<>(ENTRIES + 1);
        for (int i = 0; i < ENTRIES; i++) {
            list.add(new ACL(ZooDefs.Perms.ALL, new Id("ip", "240.0." + (i >> 8) + '.' + (i & 0xff))));
        }
        list.addAll(ZooDefs.Ids.OPEN_ACL_UNSAFE);
        return list;
    }
}

package dev.mesoschaos.testbed.master;

import dev.mesoschaos.testbed.api.Build;
import java.io.IOException;
import java.net.InetAddress;
import java.util.UUID;
import org.apache.mesos.v1.Protos.Address;
import org.apache.mesos.v1.Protos.MasterInfo;

/** How a master describes itself to others. */
final class SelfInfo {

    private SelfInfo() {}

    /**
     * The description of a master.
     *
     * @param port that others are told
     * @throws IOException when the address that it advertises is none
     */
    static MasterInfo of(MasterFlags flags, UUID id, int port) throws IOException {
        MasterInfo.Builder self = MasterInfo.newBuilder();
        flags.domain().ifPresent(self::setDomain);
        return self.setId(id.toString())
                .setIp(littleEndian(InetAddress.getByName(flags.advertiseIp())))
                .setPort(port)
                .setPid("master@" + flags.advertiseIp() + ":" + port)
                .setHostname(flags.hostname())
                .setVersion(Build.VERSION)
                .setAddress(Address.newBuilder()
                        .setHostname(flags.hostname())
                        .setIp(flags.advertiseIp())
                        .setPort(port))
                .addCapabilities(capability(MasterInfo.Capability.Type.AGENT_UPDATE))
                .addCapabilities(capability(MasterInfo.Capability.Type.AGENT_DRAINING))
                // QUOTA_V2, which the v1 message has no name for: Mesos shows it as an empty object too.
                .addCapabilities(MasterInfo.Capability.getDefaultInstance())
                .build();
    }

    private static int littleEndian(InetAddress address) {
        byte[] ip = address.getAddress();
        return (ip[0] & 0xff) | (ip[1] & 0xff) << 8 | (ip[2] & 0xff) << 16 | (ip[3] & 0xff) << 24;
    }

    private static MasterInfo.Capability.Builder capability(MasterInfo.Capability.Type type) {
        return MasterInfo.Capability.newBuilder().setType(type);
    }
}

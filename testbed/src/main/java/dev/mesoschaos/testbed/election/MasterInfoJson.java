package dev.mesoschaos.testbed.election;

import dev.mesoschaos.testbed.json.MesosJson;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.mesos.v1.Protos.MasterInfo;

/**
 * The JSON of a candidate's znode: MasterInfo in its v0 spelling with sorted names, as Mesos writes it. It names the
 * capability QUOTA_V2, which the v1 message cannot hold.
 */
public final class MasterInfoJson {

    private static final List<String> CAPABILITIES = List.of("AGENT_UPDATE", "AGENT_DRAINING", "QUOTA_V2");

    private MasterInfoJson() {}

    /** What the znode of this master holds. */
    public static String of(MasterInfo master) {
        byte[] json = MesosJson.document(out -> {
            out.writeStartObject();
            out.writeObjectFieldStart("address");
            out.writeStringField("hostname", master.getAddress().getHostname());
            out.writeStringField("ip", master.getAddress().getIp());
            out.writeNumberField("port", master.getAddress().getPort());
            out.writeEndObject();
            out.writeArrayFieldStart("capabilities");
            for (String capability : CAPABILITIES) {
                out.writeStartObject();
                out.writeStringField("type", capability);
                out.writeEndObject();
            }
            out.writeEndArray();
            if (master.hasDomain()) {
                out.writeFieldName("domain");
                MesosJson.write(master.getDomain(), out);
            }
            out.writeStringField("hostname", master.getHostname());
            out.writeStringField("id", master.getId());
            out.writeNumberField("ip", Integer.toUnsignedLong(master.getIp()));
            out.writeStringField("pid", master.getPid());
            out.writeNumberField("port", master.getPort());
            out.writeStringField("version", master.getVersion());
            out.writeEndObject();
        });
        return new String(json, StandardCharsets.UTF_8);
    }
}

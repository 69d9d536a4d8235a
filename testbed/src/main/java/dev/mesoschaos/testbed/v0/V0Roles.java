package dev.mesoschaos.testbed.v0;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.Value;
import org.apache.mesos.v1.quota.Protos.QuotaConfig;

/** {@code /roles}. */
public final class V0Roles {

    private V0Roles() {}

    /**
     * One role.
     *
     * @param quota guarantees and limits; the default one where none was set
     */
    public record Role(
            String name,
            double weight,
            QuotaConfig quota,
            List<FrameworkID> frameworks,
            List<Resource> allocated,
            List<Resource> offered,
            List<Resource> reserved) {}

    /** The whole document. */
    public static void document(JsonGenerator out, List<Role> roles) throws IOException {
        out.writeStartObject();
        V0Json.list(out, "roles", roles, V0Roles::write);
        out.writeEndObject();
    }

    private static void write(JsonGenerator out, Role role) throws IOException {
        List<Resource> all = Stream.concat(role.allocated().stream(), role.offered().stream()).toList();
        out.writeStartObject();
        out.writeStringField("name", role.name());
        V0Json.number(out, "weight", role.weight());
        out.writeObjectFieldStart("quota");
        out.writeStringField("role", role.name());
        quantities(out, "guarantee", scalars(role.quota().getGuaranteesMap()));
        quantities(out, "limit", scalars(role.quota().getLimitsMap()));
        quantities(out, "consumed", V0Resources.scalars(role.allocated()));
        out.writeEndObject();
        amounts(out, "resources", all);
        amounts(out, "allocated", role.allocated());
        amounts(out, "offered", role.offered());
        amounts(out, "reserved", role.reserved());
        V0Json.list(out, "frameworks", role.frameworks(), (to, id) -> to.writeString(id.getValue()));
        out.writeEndObject();
    }

    private static Map<String, Double> scalars(Map<String, Value.Scalar> quantities) {
        Map<String, Double> scalars = new TreeMap<>();
        quantities.forEach((name, scalar) -> scalars.put(name, scalar.getValue()));
        return scalars;
    }

    /** Ranges count by their number of values here. */
    private static void amounts(JsonGenerator out, String name, List<Resource> resources) throws IOException {
        Map<String, Double> amounts = V0Resources.scalars(resources);
        amounts.putAll(V0Resources.counts(resources));
        quantities(out, name, amounts);
    }

    private static void quantities(JsonGenerator out, String name, Map<String, Double> amounts) throws IOException {
        out.writeObjectFieldStart(name);
        for (Map.Entry<String, Double> amount : amounts.entrySet()) {
            V0Json.number(out, amount.getKey(), amount.getValue());
        }
        out.writeEndObject();
    }
}

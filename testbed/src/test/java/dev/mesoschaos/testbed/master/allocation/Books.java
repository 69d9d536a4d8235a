package dev.mesoschaos.testbed.master.allocation;

import dev.mesoschaos.mesosclient.SystemTime;
import dev.mesoschaos.testbed.flags.MesosResources;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.AgentInfo;
import org.apache.mesos.v1.Protos.FrameworkInfo.Capability;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.scheduler.Protos.OfferConstraints;

/** An allocator whose clock the test moves, with short words for what tests do to it. */
final class Books {

    final Allocator allocator;
    private long nanos;

    Books() {
        Settings settings =
                new Settings(Duration.ofSeconds(1), Quantities.alternatives("cpus:0.01|mem:32"), Optional.of("here"));
        allocator = new Allocator(settings, () -> nanos, SystemTime.random(42));
    }

    static Resources of(String text) {
        return Resources.of(MesosResources.parse(text));
    }

    /** The same resources in another kind. */
    static Resources of(String text, Resource.Builder kind) {
        return Resources.of(MesosResources.parse(text).stream()
                .map(resource -> kind.clone().mergeFrom(resource).build())
                .toList());
    }

    static Resource.Builder reserved(String role, Resource.ReservationInfo.Type type) {
        return Resource.newBuilder()
                .addReservations(Resource.ReservationInfo.newBuilder().setType(type).setRole(role));
    }

    static AgentInfo.Builder info(String id) {
        return AgentInfo.newBuilder().setHostname("host-" + id).setId(AgentID.newBuilder().setValue(id));
    }

    void agent(String id, Resources total) {
        allocator.addAgent(info(id).build(), total);
    }

    Claim framework(String id, String role, Capability.Type... capabilities) {
        return framework(
                id,
                role,
                new FrameworkProfile(
                        Set.of(capabilities), Map.of(), OfferConstraints.getDefaultInstance()));
    }

    Claim framework(String id, String role, FrameworkProfile profile) {
        allocator.addFramework(id, List.of(role), List.of(), profile);
        allocator.activateFramework(id, true);
        return new Claim(id, role);
    }

    void decline(Claim claim, String agentId, Resources resources) {
        allocator.recover(claim, agentId, resources, Optional.of(Duration.ZERO));
    }

    void secondsPass(double seconds) {
        nanos += (long) (seconds * 1e9);
    }

    /** Who is offered something in the next run, and what of all agents together. */
    Map<Claim, Resources> offers() {
        Map<Claim, Resources> offers = new LinkedHashMap<>();
        allocator.allocate().forEach((claim, byAgent) ->
                offers.put(claim, byAgent.values().stream().reduce(Resources.NONE, Resources::plus)));
        return offers;
    }
}

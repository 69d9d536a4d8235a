package dev.mesoschaos.mesosclient;

import java.util.Collection;
import java.util.List;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.Value;
import org.apache.mesos.v1.Protos.WeightInfo;
import org.apache.mesos.v1.master.Protos.Call;
import org.apache.mesos.v1.quota.Protos.QuotaConfig;
import org.apache.mesos.v1.quota.Protos.QuotaStatus;

/**
 * Reservations, volumes, quota and weights through the leading master (mesos-facts 1.3, 7). Reservations and volumes are
 * only queued when these methods return; 409 means that the agent has not enough resources. Every method throws
 * {@link MesosException} as {@link OperatorClient} does.
 */
public final class ResourceControl {

    private final OperatorClient client;

    ResourceControl(OperatorClient client) {
        this.client = client;
    }

    /** GET_QUOTA: guarantees and limits by role; a role whose quota was reset stays listed. */
    public QuotaStatus quota() {
        return client.get(Call.Type.GET_QUOTA).getGetQuota().getStatus();
    }

    /**
     * UPDATE_QUOTA: all of these or none.
     *
     * @param force also against the master's view of what the cluster can hold
     */
    public void updateQuota(Collection<QuotaConfig> quotas, boolean force) {
        client.call(Call.newBuilder().setType(Call.Type.UPDATE_QUOTA)
                .setUpdateQuota(Call.UpdateQuota.newBuilder().addAllQuotaConfigs(quotas).setForce(force)).build());
    }

    /** GET_WEIGHTS: the roles whose weight is not 1. */
    public List<WeightInfo> weights() {
        return client.get(Call.Type.GET_WEIGHTS).getGetWeights().getWeightInfosList();
    }

    /** UPDATE_WEIGHTS: of these roles, each more than 0; others keep theirs. */
    public void updateWeights(Collection<WeightInfo> weights) {
        client.call(Call.newBuilder().setType(Call.Type.UPDATE_WEIGHTS)
                .setUpdateWeights(Call.UpdateWeights.newBuilder().addAllWeightInfos(weights)).build());
    }

    /** RESERVE_RESOURCES: each resource names its reservation. */
    public void reserve(AgentID agent, Collection<Resource> resources) {
        client.call(Call.newBuilder().setType(Call.Type.RESERVE_RESOURCES).setReserveResources(
                Call.ReserveResources.newBuilder().setAgentId(agent).addAllResources(resources)).build());
    }

    /** UNRESERVE_RESOURCES: each resource as it is reserved. */
    public void unreserve(AgentID agent, Collection<Resource> resources) {
        client.call(Call.newBuilder().setType(Call.Type.UNRESERVE_RESOURCES).setUnreserveResources(
                Call.UnreserveResources.newBuilder().setAgentId(agent).addAllResources(resources)).build());
    }

    /** CREATE_VOLUMES: persistent ones, from reserved disk. */
    public void createVolumes(AgentID agent, Collection<Resource> volumes) {
        client.call(Call.newBuilder().setType(Call.Type.CREATE_VOLUMES).setCreateVolumes(
                Call.CreateVolumes.newBuilder().setAgentId(agent).addAllVolumes(volumes)).build());
    }

    /** DESTROY_VOLUMES: with what is in them; their disk stays reserved. */
    public void destroyVolumes(AgentID agent, Collection<Resource> volumes) {
        client.call(Call.newBuilder().setType(Call.Type.DESTROY_VOLUMES).setDestroyVolumes(
                Call.DestroyVolumes.newBuilder().setAgentId(agent).addAllVolumes(volumes)).build());
    }

    /** GROW_VOLUME: by more disk of the same reservation. */
    public void growVolume(AgentID agent, Resource volume, Resource addition) {
        client.call(Call.newBuilder().setType(Call.Type.GROW_VOLUME).setGrowVolume(
                Call.GrowVolume.newBuilder().setAgentId(agent).setVolume(volume).setAddition(addition)).build());
    }

    /**
     * SHRINK_VOLUME: the freed disk stays reserved.
     *
     * @param byMegabytes more than 0 and less than the volume has
     */
    public void shrinkVolume(AgentID agent, Resource volume, double byMegabytes) {
        client.call(Call.newBuilder().setType(Call.Type.SHRINK_VOLUME).setShrinkVolume(Call.ShrinkVolume.newBuilder()
                .setAgentId(agent).setVolume(volume).setSubtract(Value.Scalar.newBuilder().setValue(byMegabytes))).build());
    }
}

package dev.mesoschaos.testbed.master;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mesoschaos.testbed.wire.AgentMessage;
import dev.mesoschaos.testbed.wire.MasterMessage;
import org.apache.mesos.v1.Protos.AgentInfo;
import org.apache.mesos.v1.Protos.DomainInfo;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.scheduler.Protos.Event;
import org.junit.jupiter.api.Test;

/** Flags of a master that no other test needs (mesos-facts section 5 and section 7, "Skipped agents"). */
class FlagEffectsIT extends MasterCase {

    private static final String DOMAIN =
            "--domain={\"fault_domain\":{\"region\":{\"name\":\"r\"},\"zone\":{\"name\":\"z1\"}}}";
    private static final AgentInfo LOCATED = FakeAgent.INFO.toBuilder()
            .setPort(5052)
            .setDomain(DomainInfo.newBuilder()
                    .setFaultDomain(DomainInfo.FaultDomain.newBuilder()
                            .setRegion(DomainInfo.FaultDomain.RegionInfo.newBuilder().setName("r"))
                            .setZone(DomainInfo.FaultDomain.ZoneInfo.newBuilder().setName("z2"))))
            .build();

    private FakeAgent located(MasterProcess master) {
        FakeAgent agent = bench.agent(master);
        agent.send(new AgentMessage.Register(LOCATED, "1.11.0"));
        return agent;
    }

    @Test
    void anOfferThatNobodyAnswersInTimeIsTakenBackAndOfferedAgain() throws Exception {
        MasterProcess master = bench.leader("--offer_timeout=500ms");
        bench.registered(master);
        FakeScheduler scheduler = bench.scheduler(master, Samples.FRAMEWORK);
        Offer offer = Bench.offer(scheduler);

        assertThat(scheduler.next(Event.Type.RESCIND).getRescind().getOfferId()).isEqualTo(offer.getId());
        scheduler.call(Samples.launch(offer, Samples.task("late", offer)));
        assertThat(scheduler.next(Event.Type.UPDATE).getUpdate().getStatus().getState())
                .isEqualTo(TaskState.TASK_DROPPED);
        assertThat(Bench.offer(scheduler).getId()).isNotEqualTo(offer.getId());
    }

    @Test
    void anAgentWithoutADomainIsIgnoredWhereOneIsRequired() throws Exception {
        MasterProcess master = bench.leader("--require_agent_domain=true", DOMAIN);
        FakeAgent ignored = bench.registered(master);

        located(master).next(MasterMessage.Registered.class);

        assertThat(ignored.isClosed()).isFalse();
        assertThat(bench.get(master, "/slaves").at("/slaves"))
                .singleElement()
                .satisfies(agent -> assertThat(agent.get("port").intValue()).isEqualTo(5052));
    }

    @Test
    void anAgentWithADomainIsIgnoredWhereTheMasterHasNone() throws Exception {
        MasterProcess master = bench.leader();
        located(master);

        bench.registered(master).next(MasterMessage.Registered.class);

        assertThat(bench.get(master, "/slaves").at("/slaves"))
                .singleElement()
                .satisfies(agent -> assertThat(agent.get("port").intValue()).isEqualTo(5051));
    }
}

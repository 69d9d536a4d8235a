package dev.mesoschaos.conformance.maintenance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mesoschaos.conformance.bed.Ask;
import dev.mesoschaos.conformance.bed.Bed;
import dev.mesoschaos.conformance.bed.Calls;
import dev.mesoschaos.conformance.bed.Framework;
import dev.mesoschaos.conformance.bed.Frameworks;
import dev.mesoschaos.conformance.bed.Heard;
import dev.mesoschaos.conformance.bed.Operator;
import dev.mesoschaos.conformance.bed.Reply;
import dev.mesoschaos.conformance.suite.Setup;
import dev.mesoschaos.conformance.suite.Statement;
import dev.mesoschaos.conformance.suite.Statements;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.Filters;
import org.apache.mesos.v1.Protos.InverseOffer;
import org.apache.mesos.v1.Protos.OfferID;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.apache.mesos.v1.scheduler.Protos.Event;

/** Machines that are scheduled for maintenance, go down and come up. */
@Statements
@Setup(wrecks = true)
class ScheduleStatements {

    @Statement(value = 60, words = "every schedule rescinds all offers; only scheduled agents' return with unavailability; INVERSE_OFFERS")
    void aScheduleTakesAllOffersBack(Bed bed) {
        Framework tasks = bed.framework(Frameworks.aware("s60"));
        tasks.run("t60", bed.agent(1));
        Framework holder = bed.framework(Frameworks.aware("s60-holder"));
        List<OfferID> held = List.of(
                holder.offer(bed.agent(1)).getId(), holder.offer(bed.agent(2)).getId(), holder.offer(bed.agent(3)).getId());
        int mark = holder.mark();
        int tasksMark = tasks.mark();

        change(bed, Calls.schedule(bed.now(), machine(bed, 1)));

        assertThat(rescinded(holder, mark, 3)).containsExactlyInAnyOrderElementsOf(held);
        assertThat(holder.awaitOffer(mark, bed.agent(1), Bed.AT_ONCE).event().hasUnavailability()).isTrue();
        assertThat(holder.awaitOffer(mark, bed.agent(2), Bed.AT_ONCE).event().hasUnavailability()).isFalse();
        assertThat(holder.awaitOffer(mark, bed.agent(3), Bed.AT_ONCE).event().hasUnavailability()).isFalse();
        InverseOffer inverse = inverse(tasks, tasksMark);
        assertThat(inverse.getAgentId()).isEqualTo(bed.agentId(bed.agent(1)));
        assertThat(inverse.getUnavailability().getDuration().getNanoseconds()).isEqualTo(Duration.ofHours(1).toNanos());
        inverse(holder, mark);

        int clear = holder.mark();
        change(bed, Calls.schedule(bed.now()));
        rescinded(holder, clear, 3);
        assertThat(tasks.events().await(tasksMark, Bed.AT_ONCE, "RESCIND_INVERSE_OFFER", Event::hasRescindInverseOffer)
                .event().getRescindInverseOffer().getInverseOfferId()).isEqualTo(inverse.getId());
        assertThat(holder.awaitOffer(clear, bed.agent(1), Bed.AT_ONCE).event().hasUnavailability()).isFalse();
    }

    @Statement(value = 61, words = "the answer to an inverse offer is visible in the status")
    void answersToInverseOffersAreShown(Bed bed) {
        Framework accepting = bed.framework(Frameworks.aware("s61"));
        accepting.run("t61", bed.agent(1));
        Framework declining = bed.framework(Frameworks.plain("s61-declining"));
        declining.run("t61", bed.agent(1));
        int acceptingMark = accepting.mark();
        int mark = declining.mark();
        change(bed, Calls.schedule(bed.now(), machine(bed, 1)));
        InverseOffer toAccept = inverse(accepting, acceptingMark);
        InverseOffer toDecline = inverse(declining, mark);
        assertThat(answers(bed)).isEmpty();

        Instant declined = bed.now();
        accepting.send(Call.newBuilder().setType(Call.Type.ACCEPT_INVERSE_OFFERS).setAcceptInverseOffers(
                Call.AcceptInverseOffers.newBuilder().addInverseOfferIds(toAccept.getId())));
        declining.send(Call.newBuilder().setType(Call.Type.DECLINE_INVERSE_OFFERS).setDeclineInverseOffers(
                Call.DeclineInverseOffers.newBuilder().addInverseOfferIds(toDecline.getId())
                        .setFilters(Filters.newBuilder().setRefuseSeconds(3))));

        await("both answers in the status").atMost(Bed.AT_ONCE).until(() -> answers(bed).containsAll(List.of("ACCEPT", "DECLINE")));
        assertThat(bed.askLeader(Ask.get("/maintenance/status")).json().findValuesAsText("status")).contains("ACCEPT", "DECLINE");
        int again = declining.mark();
        Heard<Event> repeated = declining.events().await(again, Bed.SOON, "INVERSE_OFFERS", Event::hasInverseOffers);
        assertThat(repeated.after(declined)).isBetween(Duration.ofMillis(2900), Duration.ofSeconds(6));
    }

    @Statement(value = 62, words = "machine/down: 400 if unscheduled; else LOST for all, the agent shut down and refused until machine/up")
    void aMachineThatIsDownHasNoAgent(Bed bed) throws InterruptedException {
        String host = bed.agent(1);
        String machine = machine(bed, 1);
        AgentID agent = bed.agentId(host);
        Framework aware = bed.framework(Frameworks.aware("s62").setFailoverTimeout(600));
        aware.run("t62", host);
        Framework unaware = bed.framework(Frameworks.plain("s62-unaware").setFailoverTimeout(600));
        unaware.run("t62", host);
        Operator operator = bed.operator();
        int mark = operator.events().mark();
        assertRefused(ask(bed, Calls.startMaintenance(machine)),
                "Machine '" + machine + "' is not in DRAINING mode and cannot be brought down");
        assertRefused(ask(bed, Calls.startMaintenance()), "List of machines is empty");
        assertRefused(ask(bed, Calls.stopMaintenance(machine)),
                "Machine '" + machine + "' is not in DOWN mode and cannot be brought up");
        change(bed, Calls.schedule(bed.now(), machine));

        change(bed, Calls.startMaintenance(machine));

        for (Framework framework : List.of(aware, unaware)) {
            TaskStatus lost = framework.status(0, "t62", TaskState.TASK_LOST).event();
            assertThat(lost.getReason()).isEqualTo(TaskStatus.Reason.REASON_AGENT_REMOVED);
            assertThat(lost.getMessage()).isEqualTo("Agent " + host + " removed: Operator initiated 'Machine DOWN'");
            framework.events().await(0, Bed.AT_ONCE, "FAILURE", Event::hasFailure);
        }
        operator.events().await(mark, Bed.SOON, "AGENT_REMOVED", event -> event.hasAgentRemoved());
        await("the agent to end, twice").atMost(Duration.ofSeconds(25)).until(() -> bed.daemons().ends(host).size() >= 2);
        assertThat(bed.daemons().ends(host)).allSatisfy(end -> assertThat(end.status()).isZero());
        assertThat(bed.registered(host)).isEmpty();

        change(bed, Calls.stopMaintenance(machine));
        bed.awaitActive(host);
        assertThat(bed.agentId(host)).isEqualTo(agent);
    }

    private static String machine(Bed bed, int agent) {
        String host = bed.agent(agent);
        return Calls.machine(host, bed.cluster().topology().host(host).orElseThrow().service().host());
    }

    private static void change(Bed bed, String call) {
        assertThat(ask(bed, call).toString()).isEqualTo("200 ");
    }

    private static Reply ask(Bed bed, String call) {
        return bed.askLeader(Ask.operator(call));
    }

    private static void assertRefused(Reply reply, String text) {
        assertThat(reply.toString()).isEqualTo("400 " + text);
    }

    private static List<String> answers(Bed bed) {
        JsonNode machines = bed.askLeader(Ask.plainly("GET_MAINTENANCE_STATUS")).json()
                .path("get_maintenance_status").path("status").path("draining_machines");
        return machines.findValuesAsText("status");
    }

    private static List<OfferID> rescinded(Framework framework, int mark, int count) {
        return framework.events().await(mark, count, Bed.AT_ONCE, "RESCIND", Event::hasRescind).stream()
                .map(heard -> heard.event().getRescind().getOfferId())
                .toList();
    }

    private static InverseOffer inverse(Framework framework, int mark) {
        return framework.events().await(mark, Bed.AT_ONCE, "INVERSE_OFFERS", Event::hasInverseOffers)
                .event().getInverseOffers().getInverseOffers(0);
    }
}

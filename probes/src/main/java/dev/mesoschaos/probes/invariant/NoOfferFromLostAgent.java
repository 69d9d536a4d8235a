package dev.mesoschaos.probes.invariant;

import dev.mesoschaos.probes.history.Launches;
import dev.mesoschaos.probes.history.Onset;
import dev.mesoschaos.scenarios.fault.Visibility;
import dev.mesoschaos.scenarios.journal.Event;
import dev.mesoschaos.scenarios.measure.Invariant;
import dev.mesoschaos.scenarios.measure.Timeline;
import dev.mesoschaos.scenarios.measure.Window;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Nobody is offered what is not there. */
public final class NoOfferFromLostAgent implements Invariant {

    @Override
    public String id() {
        return "no-offer-from-lost-agent";
    }

    @Override
    public String meaning() {
        return "From when the masters held an agent for lost to when its fault was undone, nobody was offered it and nothing was"
                + " launched there. Faults that come and go by themselves are left out.";
    }

    private static final String COMES_AND_GOES = "flapping";

    @Override
    public Finding check(Timeline timeline) {
        List<String> agents = new ArrayList<>();
        List<String> violations = new ArrayList<>();
        for (Onset silence : Onset.ofFaults(timeline, Onset.EVER)) {
            if (silence.visibility() == Visibility.AGENT_SILENT && !silence.fault().equals(COMES_AND_GOES)) {
                for (String host : silence.targets()) {
                    lost(timeline, host, silence).ifPresent(lost -> {
                        agents.add(host);
                        violations.addAll(offered(timeline, host, lost));
                    });
                }
            }
        }
        return new Finding(agents.size(), "agents that the masters held for lost: " + agents, violations);
    }

    /** From the loss to the undo. */
    private static Optional<Window> lost(Timeline timeline, String host, Onset silence) {
        Window held = new Window(silence.injecting(), silence.held(timeline.horizon()).to());
        return seen(timeline, host, "unreachable", held).map(since -> new Window(since, held.to()));
    }

    private static List<String> offered(Timeline timeline, String host, Window lost) {
        Stream<String> seen = seen(timeline, host, "active", lost).stream()
                .map(at -> host + " was offered, though the masters held it for lost");
        Stream<String> launched = Launches.on(host, timeline, lost).stream()
                .map(task -> task + " was launched on " + host + ", which the masters held for lost");
        return Stream.concat(seen, launched).toList();
    }

    private static Optional<Instant> seen(Timeline timeline, String host, String state, Window window) {
        return timeline.of(Event.AgentSeen.class).stream()
                .filter(agent -> agent.host().equals(host) && agent.state().equals(state))
                .map(Event.AgentSeen::at)
                .filter(window::contains)
                .findFirst();
    }
}

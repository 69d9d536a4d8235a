package dev.mesoschaos.reports.view;

import dev.mesoschaos.scenarios.cluster.Host;
import dev.mesoschaos.scenarios.journal.Event;
import dev.mesoschaos.scenarios.measure.Timeline;
import dev.mesoschaos.scenarios.measure.Window;
import dev.mesoschaos.scenarios.model.Scope;
import dev.mesoschaos.scenarios.verdict.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Everything a report shows of a run.
 *
 * @param grade the evidence grade of every number
 * @param interrupted where the journal breaks off, in a sentence; empty when the run came to its end
 * @param open what the run left open, one sentence each
 */
public record RunView(
        Result result,
        Badge badge,
        String grade,
        String interrupted,
        List<Fact> facts,
        List<Fact> footprint,
        List<Host> hosts,
        SchedulingCard card,
        List<Budget> budgets,
        CanaryOutages canaryOutages,
        List<SchedulingCard> stretches,
        List<ClaimRow> claims,
        List<InvariantRow> invariants,
        List<Waterfall> waterfalls,
        List<RequestView> requests,
        List<Isolation> isolations,
        List<Placement> placements,
        List<LedgerRow> ledger,
        List<Happening> happenings,
        int happeningsHidden,
        List<Panel> canaryPanels,
        List<Panel> gauges,
        List<String> open,
        Appendix appendix,
        Drawing drawing) {

    /**
     * What the page's script draws.
     *
     * @param length of the run in seconds
     */
    public record Drawing(double length, List<FaultBand> faults, List<Lane> lanes, List<Chart> charts) {}

    /** Computes it. */
    public static RunView of(Result result, Timeline timeline) {
        Axis axis = Axis.of(timeline);
        List<Stretch> stretches = Stretch.of(timeline);
        List<CanaryFate> canaries = CanaryFate.of(timeline);
        List<FaultBand> faults = FaultBand.of(result.ledger(), axis);
        List<RequestView> requests = RequestView.of(timeline, axis, stretches);
        List<Lane> lanes = Lanes.of(timeline, axis, faults, canaries, requests);
        SchedulingCard card = SchedulingCard.of(whole(timeline), canaries);
        List<Panel> gauges = GaugeCharts.of(timeline, axis);
        List<Panel> canaryPanels = canaryPanels(canaries, card, axis);
        List<Waterfall> waterfalls = Waterfall.of(result.claims(), timeline);
        List<Isolation> isolations = Isolation.of(timeline, result.ledger(), axis);
        List<Chart> charts = Stream.of(
                        waterfalls.stream().map(Waterfall::curve),
                        canaryPanels.stream(),
                        requests.stream().flatMap(view -> Stream.of(view.latency(), view.errors())),
                        gauges.stream(),
                        isolations.stream().map(Isolation::panel))
                .flatMap(panels -> panels)
                .map(Panel::chart)
                .toList();
        return new RunView(
                result,
                Badge.of(result.verdict()),
                result.cluster().map(Event.ClusterOpened::evidence).orElse("none, as the cluster was never ready"),
                Interruption.of(timeline, axis),
                Fact.of(result),
                result.cluster().map(Fact::footprint).orElse(List.of()),
                result.cluster().map(opened -> opened.topology().hosts()).orElse(List.of()),
                card,
                Budget.of(result.claims()),
                CanaryOutages.of(timeline, canaries, axis),
                stretches.stream().map(stretch -> SchedulingCard.of(stretch, canaries)).toList(),
                ClaimRow.of(result.claims()),
                InvariantRow.of(result.invariants()),
                waterfalls,
                requests,
                isolations,
                Placement.of(timeline, axis),
                result.ledger().stream()
                        .map(entry -> LedgerRow.of(entry, timeline, result.runId(), axis))
                        .toList(),
                Happening.of(lanes),
                Math.max(0, lanes.stream().mapToInt(Lane::size).sum() - Happening.MOST),
                canaryPanels,
                gauges,
                OpenQuestions.of(result, timeline, card, requests),
                Appendix.of(result, timeline, axis),
                new Drawing(axis.length(), faults, lanes, charts));
    }

    private static Stretch whole(Timeline timeline) {
        Scope scope = new Scope.WholeMethod();
        Window nothing = new Window(timeline.end(), timeline.end());
        return new Stretch(scope.toString(), timeline.window(scope).orElse(nothing));
    }

    private static List<Panel> canaryPanels(List<CanaryFate> canaries, SchedulingCard card, Axis axis) {
        List<Panel> panels = new ArrayList<>();
        if (!canaries.isEmpty()) {
            String summary = card.inTime() + " of " + card.due() + " canaries ran in time during " + card.stretch()
                    + "; p50 " + card.p50() + ", longest " + card.max() + ".";
            panels.add(new Panel(
                    "chart-canaries", "Canaries: time to running", summary, CanaryChart.of(canaries, axis)));
        }
        return panels;
    }
}

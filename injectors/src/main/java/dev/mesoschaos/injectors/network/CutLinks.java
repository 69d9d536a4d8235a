package dev.mesoschaos.injectors.network;

import dev.mesoschaos.injectors.Reachability;
import dev.mesoschaos.injectors.toxiproxy.OwnToxics;
import dev.mesoschaos.scenarios.cluster.Address;
import dev.mesoschaos.scenarios.cluster.Host;
import dev.mesoschaos.scenarios.cluster.Links;
import dev.mesoschaos.scenarios.fault.Evidence;
import dev.mesoschaos.scenarios.fault.FaultContext;
import eu.rekawek.toxiproxy.model.ToxicDirection;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A partition made in the proxies between the hosts: no link lets anything through, either way. */
final class CutLinks implements Cut {

    private final PartitionPlan plan;
    private final FaultContext context;
    private final Links links;
    private final OwnToxics toxics;

    CutLinks(PartitionPlan plan, FaultContext context) {
        this.plan = plan;
        this.context = context;
        this.links = context.power(Links.class);
        this.toxics = new OwnToxics(links.api(), plan.mark());
    }

    @Override
    public void make() {
        plan.proxies().forEach(name -> toxics.add(name, proxy -> {
            for (ToxicDirection direction : List.of(ToxicDirection.UPSTREAM, ToxicDirection.DOWNSTREAM)) {
                proxy.toxics().timeout(toxics.name(direction), direction, 0);
            }
        }));
    }

    @Override
    public Evidence made() {
        int count = toxics.count();
        String counted = count + " toxics on " + plan.proxies().size() + " links";
        return count == 2 * plan.proxies().size() ? Evidence.holds(counted) : Evidence.missing("only " + counted);
    }

    @Override
    public Collection<String> answering() {
        return Reachability.answering(plan.cutOff().stream()
                .map(name -> Reachability.host(context.cluster(), name))
                .collect(Collectors.toMap(Function.identity(), this::ways)));
    }

    /** Users reach ZooKeeper past the proxies, so its servers are asked through the proxies of the others. */
    private List<Address> ways(Host host) {
        Address way = context.cluster().route(host.service());
        return way.equals(host.service()) ? crossing(host) : List.of(way);
    }

    private List<Address> crossing(Host host) {
        return links.all().stream()
                .filter(link -> link.to().equals(host.name()) && plan.proxies().contains(link.proxy()))
                .map(Links.Link::listen)
                .toList();
    }

    /** Takes the cut back. */
    void mend() {
        toxics.remove();
    }

    @Override
    public List<String> left() {
        int count = toxics.count();
        return count == 0 ? List.of() : List.of(count + " toxics");
    }
}

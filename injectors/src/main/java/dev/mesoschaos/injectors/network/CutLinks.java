package dev.mesoschaos.injectors.network;

import dev.mesoschaos.injectors.Reachability;
import dev.mesoschaos.injectors.network.PartitionPlan.LinkCut;
import dev.mesoschaos.injectors.toxiproxy.OwnToxics;
import dev.mesoschaos.scenarios.cluster.Address;
import dev.mesoschaos.scenarios.cluster.ClusterException;
import dev.mesoschaos.scenarios.cluster.Host;
import dev.mesoschaos.scenarios.cluster.Links;
import dev.mesoschaos.scenarios.fault.Evidence;
import dev.mesoschaos.scenarios.fault.FaultContext;
import eu.rekawek.toxiproxy.Proxy;
import eu.rekawek.toxiproxy.ToxiproxyClient;
import eu.rekawek.toxiproxy.model.ToxicDirection;
import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The part of a partition that proxies between the hosts make: links let no requests or no answers through. */
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
        plan.links().forEach(cut -> toxics.add(cut.proxy(), proxy -> {
            for (ToxicDirection direction : directions(cut).toList()) {
                proxy.toxics().timeout(toxics.name(direction), direction, 0);
            }
        }));
    }

    private static Stream<ToxicDirection> directions(LinkCut cut) {
        return Stream.concat(
                cut.requests() ? Stream.of(ToxicDirection.UPSTREAM) : Stream.of(),
                cut.answers() ? Stream.of(ToxicDirection.DOWNSTREAM) : Stream.of());
    }

    @Override
    public Evidence made() {
        int count = toxics.count();
        String counted = count + " toxics on " + plan.links().size() + " links";
        return count == plan.links().stream().mapToLong(cut -> directions(cut).count()).sum()
                ? Evidence.holds(counted)
                : Evidence.missing("only " + counted);
    }

    @Override
    public Evidence noticed() {
        Map<Host, List<Address>> ways = ways();
        Collection<String> answering = Reachability.answering(ways);
        if (!answering.isEmpty()) {
            return Evidence.missing("still answering: " + String.join(", ", answering));
        }
        List<String> heard = Reachability.reachable(context.cluster(), plan.witnesses().heard());
        List<String> bystanders = Reachability.reachable(context.cluster(), plan.witnesses().bystanders());
        if (heard.size() < plan.witnesses().heard().size()
                || (bystanders.isEmpty() && !plan.witnesses().bystanders().isEmpty())) {
            return Evidence.missing("of " + plan.witnesses().heard() + " only " + heard + " answer, and of bystanders only "
                    + bystanders);
        }
        return Evidence.holds("through the proxies " + names(ways) + " do not answer, "
                + Stream.concat(heard.stream(), bystanders.stream().limit(1)).collect(Collectors.joining(", "))
                + " do otherwise");
    }

    @Override
    public Evidence mended() {
        int count = toxics.count();
        if (count > 0) {
            return Evidence.missing("still there: " + count + " toxics");
        }
        Map<Host, List<Address>> ways = ways();
        Collection<String> answering = Reachability.answering(ways);
        return answering.size() == ways.size()
                ? Evidence.holds("no toxic is left; " + names(ways) + " answer again")
                : Evidence.missing("no toxic is left, but of " + names(ways) + " only " + answering + " answer");
    }

    /** Takes the cut back. */
    void mend() {
        toxics.remove();
    }

    /** Through which of the cut links a service of a host is asked; others carry what only daemons understand. */
    private Map<Host, List<Address>> ways() {
        Set<String> cut = plan.links().stream().map(LinkCut::proxy).collect(Collectors.toSet());
        Set<String> serving = serving();
        Map<Host, List<Address>> ways = new HashMap<>();
        links.all().stream()
                .filter(link -> cut.contains(link.proxy()) && serving.contains(link.proxy()))
                .forEach(link -> ways.merge(
                        Reachability.host(context.cluster(), link.to()),
                        List.of(link.listen()),
                        (some, more) -> Stream.concat(some.stream(), more.stream()).toList()));
        return ways;
    }

    private Set<String> serving() {
        Set<String> serving = new HashSet<>();
        try {
            Map<String, String> upstreams = new ToxiproxyClient(links.api().host(), links.api().port())
                    .getProxies().stream().collect(Collectors.toMap(Proxy::getName, Proxy::getUpstream));
            for (LinkCut link : plan.links()) {
                int port = Reachability.host(context.cluster(), link.to()).service().port();
                if (upstreams.getOrDefault(link.proxy(), "").endsWith(":" + port)) {
                    serving.add(link.proxy());
                }
            }
            return serving;
        } catch (IOException e) {
            throw new ClusterException("the proxy server at " + links.api() + " refused: " + e.getMessage(), e);
        }
    }

    private static String names(Map<Host, List<Address>> ways) {
        return ways.keySet().stream().map(Host::name).sorted().collect(Collectors.joining(", "));
    }
}

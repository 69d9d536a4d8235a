package dev.mesoschaos.probes.probe;

import dev.mesoschaos.scenarios.cluster.Address;
import dev.mesoschaos.scenarios.workload.CanaryRequest;
import dev.mesoschaos.scenarios.workload.Workload;
import java.util.List;
import java.util.stream.Stream;

/** Instances at given addresses; canaries go to whoever wants them. */
record FakeWorkload(List<Endpoint> instances, Canaries canaries) implements Workload {

    interface Canaries {
        void launch(CanaryRequest request);
    }

    static FakeWorkload at(Address... addresses) {
        List<Endpoint> instances = Stream.of(addresses)
                .map(address -> new Endpoint("web." + address.port(), "host-" + address.port(), address))
                .toList();
        return new FakeWorkload(instances, request -> {});
    }

    static FakeWorkload launching(Canaries canaries) {
        return new FakeWorkload(List.of(), canaries);
    }

    @Override
    public List<Endpoint> endpoints(String app) {
        return app.equals("web") ? instances : List.of();
    }

    @Override
    public List<String> unsettled() {
        return List.of();
    }

    @Override
    public void launchCanary(CanaryRequest request) {
        canaries.launch(request);
    }

    @Override
    public void close() {}
}

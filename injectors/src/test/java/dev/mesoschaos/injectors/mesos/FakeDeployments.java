package dev.mesoschaos.injectors.mesos;

import dev.mesoschaos.scenarios.cluster.ClusterException;
import dev.mesoschaos.scenarios.model.AppSpec;
import dev.mesoschaos.scenarios.workload.Deployments;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Apps that obey at once; the order that is to fail is set by the test. */
final class FakeDeployments implements Deployments {

    final Map<String, AppSpec> apps = new LinkedHashMap<>();
    final Map<String, List<String>> tasks = new LinkedHashMap<>();
    int orders;
    int failing;

    FakeDeployments(AppSpec... apps) {
        for (AppSpec app : apps) {
            this.apps.put(app.app(), app);
        }
    }

    @Override
    public List<AppSpec> deployed() {
        return List.copyOf(apps.values());
    }

    @Override
    public List<String> tasks(String app) {
        return tasks.getOrDefault(app, List.of());
    }

    @Override
    public void delete(String app) {
        obey();
        apps.remove(app);
        tasks.remove(app);
    }

    @Override
    public void deploy(AppSpec app) {
        obey();
        apps.putIfAbsent(app.app(), app);
    }

    private void obey() {
        if (++orders == failing) {
            throw new ClusterException("order " + orders + " is lost");
        }
    }
}

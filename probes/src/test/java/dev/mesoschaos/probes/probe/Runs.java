package dev.mesoschaos.probes.probe;

import static org.awaitility.Awaitility.await;

import dev.mesoschaos.scenarios.cluster.Cluster;
import dev.mesoschaos.scenarios.engine.RunContext;
import dev.mesoschaos.scenarios.journal.Event;
import dev.mesoschaos.scenarios.measure.Probe;
import dev.mesoschaos.scenarios.time.Clock;
import dev.mesoschaos.scenarios.time.Seed;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;

/** A run without a cluster: events go into a list, requests come from the loopback address. */
final class Runs {

    final List<Event> events = new CopyOnWriteArrayList<>();
    final RunContext context =
            new RunContext("run", loopback(), events::add, Clock.system(), new Seed(1), Path.of("unused"));

    <T extends Event> List<T> of(Class<T> type) {
        return events.stream().filter(type::isInstance).map(type::cast).toList();
    }

    List<Event.Request> requests() {
        return of(Event.Requests.class).stream()
                .flatMap(batch -> batch.requests().stream())
                .toList();
    }

    /** Closes a probe, or whatever else is at work, after waiting for what a test waits for. */
    static void during(Probe.Running atWork, Callable<Boolean> until) {
        try {
            await().atMost(Duration.ofSeconds(30)).until(until);
        } finally {
            atWork.close();
        }
    }

    /** Closes a probe that was at work for some time. */
    static void during(Probe.Running atWork, Duration length) {
        Clock.system().pause(length);
        atWork.close();
    }

    /** Knows its address and nothing else. */
    private static Cluster loopback() {
        return (Cluster) Proxy.newProxyInstance(
                Runs.class.getClassLoader(), new Class<?>[] {Cluster.class}, (self, method, none) -> {
            if (method.getName().equals("harnessAddress")) {
                return "127.0.0.1";
            }
            throw new UnsupportedOperationException(method.getName());
        });
    }
}

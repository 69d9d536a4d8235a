package dev.mesoschaos.testbed.agent.container;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.mesos.v1.Protos.ResourceStatistics;

/** {@code posix/cpu,posix/mem}: what is used is known, and nothing is limited. */
public final class PosixIsolation implements Isolation {

    private final Map<String, Limits> containers = new ConcurrentHashMap<>();

    @Override
    public List<Path> prepare(String containerId, Limits limits) {
        containers.put(containerId, limits);
        return List.of();
    }

    @Override
    public void update(String containerId, Limits limits) {
        containers.put(containerId, limits);
    }

    @Override
    public void usage(String containerId, ProcessId first, ResourceStatistics.Builder statistics) {
        ProcessUsage used = ProcessUsage.of(first);
        statistics.setCpusUserTimeSecs(used.userSecs())
                .setCpusSystemTimeSecs(used.systemSecs())
                .setMemRssBytes(used.rssBytes());
        Optional.ofNullable(containers.get(containerId)).ifPresent(limits -> limits.report(statistics));
    }

    @Override
    public Optional<Limitation> limitation(String containerId) {
        return Optional.empty();
    }

    @Override
    public boolean destroy(String containerId) {
        containers.remove(containerId);
        return true;
    }

    @Override
    public void recover(Set<String> containerIds) {
        containers.keySet().retainAll(containerIds);
    }
}

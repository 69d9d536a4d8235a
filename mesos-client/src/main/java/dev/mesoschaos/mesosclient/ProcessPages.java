package dev.mesoschaos.mesosclient;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The v0 pages that masters and agents alike answer for themselves (mesos-facts 1.4, 1.5). */
record ProcessPages(MesosHttp http) {

    boolean health(MasterAddress process) {
        try {
            http.getHere(process, "/health");
            return true;
        } catch (MesosException e) {
            return false;
        }
    }

    Map<String, String> flags(MasterAddress process) {
        Map<String, String> flags = new TreeMap<>();
        page(process, "/flags").path("flags").properties().forEach(
                flag -> flags.put(flag.getKey(), flag.getValue().asText()));
        return flags;
    }

    Map<String, Double> metrics(MasterAddress process) {
        Map<String, Double> metrics = new TreeMap<>();
        page(process, "/metrics/snapshot").properties().stream().filter(metric -> metric.getValue().isNumber()).forEach(
                metric -> metrics.put(metric.getKey(), metric.getValue().doubleValue()));
        return metrics;
    }

    Set<String> gone(MasterAddress master) {
        Set<String> gone = new TreeSet<>();
        page(master, "/registrar(1)/registry").path("gone").path("slaves").forEach(
                agent -> gone.add(agent.path("id").path("value").asText()));
        return gone;
    }

    private JsonNode page(MasterAddress process, String path) {
        JsonNode page = http.getHere(process, path);
        if (!page.isObject()) {
            throw new MesosException.Malformed(process + path + " answers no JSON object", null);
        }
        return page;
    }
}

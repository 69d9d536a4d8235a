package dev.mesoschaos.injectors;

import dev.mesoschaos.scenarios.cluster.Shell;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A host's packet filters and routes, as much of them as the faults know how to command. */
public final class FakeHost {

    /** Rules by table of the family inet. */
    public final Map<String, List<String>> tables = new TreeMap<>();

    /** Types and protocols of routes by destination, such as {@code blackhole 213}. */
    public final Map<String, String> routes = new TreeMap<>();

    public boolean hasNft = true;

    public Shell.Result run(List<String> command, String stdin) {
        String line = String.join(" ", command);
        if (line.startsWith("nft ") && !hasNft) {
            return new Shell.Result(127, "", "nft: not found");
        }
        if (line.equals("nft list tables")) {
            return ok(tables.keySet().stream().map(table -> "table inet " + table).toList());
        }
        if (line.startsWith("nft list table inet ")) {
            List<String> rules = tables.get(command.getLast());
            return rules == null ? refused("No such file or directory") : ok(rules);
        }
        if (line.equals("sh -c nft -f - || ! nft list tables >/dev/null 2>&1")) {
            return hasNft ? script(stdin) : ok(List.of());
        }
        if (line.equals("nft -f -")) {
            return script(stdin);
        }
        if (line.equals("ip -batch -")) {
            return stdin.lines().map(this::route).filter(result -> !result.ok()).findFirst().orElse(ok(List.of()));
        }
        if (line.startsWith("ip -o route show type blackhole proto ")) {
            return ok(routes.entrySet().stream()
                    .filter(route -> route.getValue().equals("blackhole " + command.getLast()))
                    .map(route -> "blackhole " + route.getKey() + " ")
                    .toList());
        }
        throw new AssertionError("a fake host does not know '" + line + "'");
    }

    /** All or nothing, as nft does it. */
    private Shell.Result script(String text) {
        Map<String, List<String>> copy = new TreeMap<>();
        tables.forEach((table, rules) -> copy.put(table, new ArrayList<>(rules)));
        for (String line : text.lines().toList()) {
            String[] words = line.split(" ", -1);
            String table = words[3];
            boolean there = copy.containsKey(table);
            switch (words[0] + " " + words[1]) {
                case "create table" -> {
                    if (there) {
                        return refused("File exists");
                    }
                    copy.put(table, new ArrayList<>());
                }
                case "add table" -> copy.putIfAbsent(table, new ArrayList<>());
                case "delete table" -> copy.remove(table);
                case "add chain" -> copy.get(table).add("chain " + words[4]);
                case "add rule" -> copy.get(table).add(line.replace("counter", "counter packets 3 bytes 180"));
                default -> throw new AssertionError("a fake host does not know '" + line + "'");
            }
        }
        tables.clear();
        tables.putAll(copy);
        return ok(List.of());
    }

    /** A destination has one route, whoever made it, as in the kernel. */
    private Shell.Result route(String line) {
        String[] words = line.split(" ", -1);
        if (words[1].equals("add")) {
            String route = words[2] + " " + words[5];
            return routes.putIfAbsent(words[3], route) == null ? ok(List.of()) : refused("File exists");
        }
        routes.remove(words[7], words[3] + " " + words[5]);
        return ok(List.of());
    }

    private static Shell.Result ok(List<String> lines) {
        return new Shell.Result(0, String.join("\n", lines), "");
    }

    private static Shell.Result refused(String why) {
        return new Shell.Result(1, "", why);
    }

    @Override
    public String toString() {
        return "tables " + tables + ", routes " + routes;
    }
}

package dev.mesoschaos.injectors;

import dev.mesoschaos.scenarios.cluster.Shell;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A host's packet filters and routes, as much of them as the faults know how to command. */
public final class FakeHost {

    private static final Pattern PART = Pattern.compile("<<'(\\w+)'.*?\\n(.*?)\\n\\1\\n", Pattern.DOTALL);

    /** Rules by table of the family inet. */
    public final Map<String, List<String>> tables = new TreeMap<>();

    /** As ip shows them, such as {@code blackhole 10.7.7.7 proto 16}. */
    public final Set<String> routes = new TreeSet<>();

    public boolean hasNft = true;

    /** Of a batch of routes only so many are carried out. */
    int routesUntilBroken = Integer.MAX_VALUE;

    public Shell.Result run(List<String> command, String stdin) {
        String kind = command.size() > 3 ? command.get(3) : String.join(" ", command);
        return switch (kind) {
            case "sh" -> drop(parts(stdin), stdin);
            case "undo" -> undo(command.get(4), command.get(5));
            case "look" -> look(command.get(4));
            case "knock" -> new Shell.Result(127, "", "this host has no bash");
            default -> throw new AssertionError("a fake host does not know '" + command + "'");
        };
    }

    private static Map<String, String> parts(String script) {
        Map<String, String> parts = new TreeMap<>();
        for (Matcher part = PART.matcher(script); part.find(); ) {
            parts.put(part.group(1), part.group(2));
        }
        return parts;
    }

    private Shell.Result drop(Map<String, String> parts, String script) {
        if (hasNft) {
            return filter(parts.get("FILTER"));
        }
        if (!parts.containsKey("ROUTES")) {
            return script.endsWith("exit 0\n") ? ok(List.of()) : refused("install nftables");
        }
        for (String line : parts.get("LOOK").lines().toList()) {
            String peer = " " + line.replace("route show exact ", "") + " ";
            if (routes.stream().anyMatch(route -> (route + " ").contains(peer) && !route.contains(" proto 213 "))) {
                return refused("there is a route that is not ours");
            }
        }
        for (String line : parts.get("ROUTES").lines().skip(1).toList()) {
            if (routesUntilBroken-- == 0) {
                return refused("broken amidst the routes");
            }
            if (!routes.add(line.replace("route add ", ""))) {
                return refused("File exists");
            }
        }
        return ok(List.of());
    }

    private Shell.Result undo(String table, String metric) {
        routes.removeIf(ours(metric));
        if (hasNft) {
            tables.remove(table);
        }
        return ok(List.of());
    }

    private Shell.Result look(String table) {
        List<String> said = new ArrayList<>();
        if (hasNft && tables.containsKey(table)) {
            said.add("table inet " + table + " {");
            said.addAll(tables.get(table));
        }
        routes.stream().filter(route -> route.contains(" proto 213 "))
                .map(route -> route.replace("proto 213 ", ""))
                .forEach(said::add);
        return ok(said);
    }

    private static Predicate<String> ours(String metric) {
        return route -> route.endsWith(" proto 213 metric " + metric);
    }

    /** All or nothing, as nft does it. */
    private Shell.Result filter(String text) {
        Map<String, List<String>> copy = new TreeMap<>();
        tables.forEach((table, rules) -> copy.put(table, new ArrayList<>(rules)));
        for (String line : text.lines().toList()) {
            String[] words = line.split(" ", -1);
            String table = words[3];
            switch (words[0] + " " + words[1]) {
                case "create table" -> {
                    if (copy.putIfAbsent(table, new ArrayList<>()) != null) {
                        return refused("File exists");
                    }
                }
                case "add chain" -> copy.get(table).add("chain " + words[4]);
                case "add rule" -> copy.get(table).add(line.replace("counter", "counter packets 3 bytes 180"));
                default -> throw new AssertionError("a fake host does not know '" + line + "'");
            }
        }
        tables.clear();
        tables.putAll(copy);
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

package dev.mesoschaos.workloads.framework;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mesoschaos.scenarios.model.AppSpec;
import dev.mesoschaos.scenarios.model.AppSpec.Spread;
import dev.mesoschaos.scenarios.time.Seed;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class PlacementTest {

    private static final Set<String> RACKS = Set.of("r1", "r2", "r3");
    private static final Need SMALL = new Need(0.1, 32, true);

    @Test
    void whatFitsNowhereIsNotPlaced() {
        List<Room> rooms = List.of(new Room(World.agent("a1"), 0.05, 512, List.of(31000)));

        assertThat(Placement.place(rooms, wants(1, Spread.NONE, false), Map.of(), RACKS)).isEmpty();
    }

    @Test
    void aTaskThatNeedsAPortIsNotPlacedWhereThereIsNone() {
        List<Room> rooms = List.of(new Room(World.agent("a1"), 2, 512, List.of()));

        assertThat(Placement.place(rooms, wants(1, Spread.NONE, false), Map.of(), RACKS)).isEmpty();
    }

    @Test
    void theWholeRoomIsUsedAndNoMore() {
        List<Room> rooms = List.of(new Room(World.agent("a1"), 0.3, 512, ports(10)));

        assertThat(Placement.place(rooms, wants(5, Spread.NONE, false), Map.of(), RACKS)).hasSize(3);
    }

    @Test
    void noPortIsGivenTwice() {
        List<Room> rooms = List.of(new Room(World.agent("a1"), 4, 512, ports(8)));
        List<Launch> launches = Placement.place(rooms, wants(8, Spread.NONE, false), Map.of(), RACKS);

        assertThat(launches).extracting(Launch::port).hasSize(8).doesNotHaveDuplicates();
    }

    @Test
    void aPatientTaskWaitsForARackWithFewerOfItsKind() {
        List<Room> rooms = List.of(new Room(World.agent("a1"), 2, 512, ports(9)));
        Map<String, List<Agent>> placed = Map.of("web", List.of(World.agent("a2")));

        assertThat(Placement.place(rooms, wants(1, Spread.RACK, true), placed, RACKS)).isEmpty();
        assertThat(Placement.place(rooms, wants(1, Spread.RACK, false), placed, RACKS)).hasSize(1);
        assertThat(Placement.place(rooms, wants(1, Spread.RACK, true), placed, Set.of("r1"))).hasSize(1);
    }

    @Test
    void withinARackTheHostWithFewerOfItsKindIsTaken() {
        Map<String, List<Agent>> placed = Map.of("web", List.of(World.agent("a2")));

        assertThat(Placement.place(bigRooms(List.of("a1", "a2")), wants(1, Spread.RACK, false), placed, RACKS))
                .extracting(launch -> launch.agent().host())
                .containsExactly("a1");
    }

    @RepeatedTest(50)
    void racksAndHostsDifferByAtMostOneWhereTheRoomAllowsIt() {
        Seed seed = Seed.fresh();
        Random random = seed.stream("placement");
        List<String> hosts = new ArrayList<>(List.of("a1", "a2", "a3", "a4", "a5", "a6"));
        Collections.shuffle(hosts, random);
        int wanted = random.nextInt(20);
        int before = random.nextInt(20);
        Spread spread = random.nextBoolean() ? Spread.RACK : Spread.HOST;
        Map<String, List<Agent>> placed = new HashMap<>();
        placed.put("web", agents(Placement.place(bigRooms(hosts), wants(before, spread, false), Map.of(), RACKS)));

        List<Agent> all = new ArrayList<>(placed.get("web"));
        all.addAll(agents(Placement.place(bigRooms(hosts), wants(wanted, spread, false), placed, RACKS)));

        assertThat(all).as("seed %s", seed).hasSize(before + wanted);
        assertThat(difference(all, spread == Spread.RACK ? Agent::rack : Agent::host, spread))
                .as("seed %s: %s", seed, all)
                .isLessThanOrEqualTo(1);
    }

    @RepeatedTest(50)
    void noAgentIsEverOverfilled() {
        Seed seed = Seed.fresh();
        Random random = seed.stream("room");
        List<Room> rooms = List.of("a1", "a3", "a5").stream()
                .map(host -> new Room(
                        World.agent(host), random.nextDouble(), random.nextInt(300), ports(random.nextInt(5))))
                .toList();

        Map<Agent, List<Launch>> byAgent = Placement.place(rooms, wants(20, Spread.RACK, false), Map.of(), RACKS)
                .stream().collect(Collectors.groupingBy(Launch::agent));

        for (Room room : rooms) {
            int tasks = byAgent.getOrDefault(room.agent(), List.of()).size();
            assertThat(tasks).as("seed %s: %s", seed, room).isLessThanOrEqualTo(room.ports().size());
            assertThat(tasks * SMALL.cpus()).as("seed %s: %s", seed, room).isLessThanOrEqualTo(room.cpus() + 0.01);
            assertThat(tasks * SMALL.memMb()).as("seed %s: %s", seed, room).isLessThanOrEqualTo(room.memMb() + 0.01);
        }
    }

    private static int difference(List<Agent> agents, Function<Agent, String> place, Spread spread) {
        List<Integer> counts = (spread == Spread.RACK ? RACKS.stream() : IntStream.rangeClosed(1, 6).mapToObj(i -> "a" + i))
                .map(name -> (int) agents.stream().filter(agent -> place.apply(agent).equals(name)).count())
                .toList();
        return Collections.max(counts) - Collections.min(counts);
    }

    private static List<Agent> agents(List<Launch> launches) {
        return launches.stream().map(Launch::agent).toList();
    }

    private static List<Room> bigRooms(List<String> hosts) {
        return hosts.stream().map(host -> new Room(World.agent(host), 8, 4096, ports(50))).toList();
    }

    private static List<Integer> ports(int count) {
        return IntStream.range(31000, 31000 + count).boxed().toList();
    }

    private static List<Want> wants(int count, Spread spread, boolean patient) {
        AppSpec.Program program = new AppSpec.Program.Http();
        return IntStream.range(0, count)
                .mapToObj(i -> new Want("web." + i + "-1", "web." + i, "web", program, SMALL, spread, Optional.empty(), patient))
                .toList();
    }
}

package dev.mesoschaos.injectors.zookeeper;

import dev.mesoschaos.scenarios.cluster.AllOf;
import dev.mesoschaos.scenarios.cluster.ClusterException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.ZooKeeper;

/** Groups of members, which together keep a number of requests under way. */
final class Tenants {

    private static final byte[] SMALL = new byte[128];
    private static final byte[] LARGE = new byte[16 * 1024];

    /** A megabyte in the memory of this process, and of each server that it passes. */
    private static final int MOST_LARGE_ONES = 64;

    private static final int MOST_AT_ONCE = 32;

    private final SaturationPlan plan;
    private final List<Tenant> tenants;
    private final AtomicInteger underWay = new AtomicInteger();
    private final AtomicInteger largeOnes = new AtomicInteger();
    private volatile List<Member> members = List.of();
    private volatile Load load = Load.NONE;
    private volatile boolean closed;
    private int turn;

    /** Tenants that do nothing yet. */
    Tenants(SaturationPlan plan) {
        this.plan = plan;
        this.tenants = IntStream.rangeClosed(1, plan.tenants()).mapToObj(i -> new Tenant("tenant-" + i)).toList();
    }

    /**
     * Lets all members join.
     *
     * @throws ClusterException when the ensemble refuses, or when they were closed meanwhile
     */
    void open() {
        resize(plan.sessions());
        Member first = members.getFirst();
        ZooKeeper session = first.session();
        if (closed || session == null) {
            throw new ClusterException("the load was ended while it started");
        }
        try {
            CostlyNode.create(session, plan.node("costly"), SMALL);
        } catch (KeeperException e) {
            throw new ClusterException("the ensemble refused the load: " + e.getMessage(), e);
        }
    }

    /** Lets members join or leave, at most 32 of them, until there are so many; for one thread only. */
    void resize(int size) {
        List<Member> before = members;
        List<Member> more = IntStream.range(before.size(), Math.max(before.size(), size)).mapToObj(this::member).toList();
        for (int from = 0; from < more.size() && !closed; from += MOST_AT_ONCE) {
            List<Member> joining = more.subList(from, Math.min(more.size(), from + MOST_AT_ONCE));
            synchronized (this) {
                List<Member> now = new ArrayList<>(members);
                now.addAll(joining);
                members = List.copyOf(now);
            }
            AllOf.atOnce(joining.stream().map(member -> () -> {
                if (!closed) {
                    member.join();
                }
            }));
        }
        // The first one stays: the costly node goes with its session.
        if (size < before.size() && size > 0) {
            List<Member> leaving = before.subList(size, before.size());
            members = List.copyOf(before.subList(0, size));
            AllOf.atOnce(leaving.stream().map(member -> member::leave));
        }
    }

    int size() {
        return members.size();
    }

    List<Tenant> all() {
        return tenants;
    }

    private Member member(int index) {
        String node = plan.node(tenant(index).name() + "-member-" + index);
        return new Member(plan.connectString(), node, index * 1_000L);
    }

    private Tenant tenant(int index) {
        return tenants.get(index % tenants.size());
    }

    /** Keeps so much under way from now on; for one thread only, which takes turns among the members. */
    void keep(Load wanted) {
        load = wanted;
        int missing = wanted.outstanding() - underWay.get();
        List<Member> now = members;
        for (int i = 0; i < missing && !now.isEmpty(); i++) {
            int index = Math.floorMod(turn++, now.size());
            underWay.incrementAndGet();
            request(now.get(index), tenant(index));
        }
    }

    int underWay() {
        return underWay.get();
    }

    /**
     * An answered request's place is taken by the next one unless fewer are wanted. A failed one's is not: a session
     * that is lost fails each request at once, and would be asked in a tight loop.
     */
    private void over(int code, Member member, Tenant tenant) {
        boolean fine = code == KeeperException.Code.OK.intValue();
        if (fine) {
            tenant.answered();
        }
        if (!fine || underWay.get() > load.outstanding()) {
            underWay.decrementAndGet();
        } else {
            request(member, tenant);
        }
    }

    private void request(Member member, Tenant tenant) {
        ZooKeeper session = member.session();
        long number = member.next();
        Mix.Kind kind = plan.mix().kind(number);
        if (session == null || kind == Mix.Kind.SESSION) {
            // The place stays empty until the next look at how much is under way.
            rejoin(member, tenant);
        } else if (load.costly() > 0 && Mix.place(number * 31) < load.costly()) {
            session.setData(plan.node("costly"), SMALL, -1, (code, path, context, stat) -> over(code, member, tenant), null);
        } else if (kind == Mix.Kind.READ || kind == Mix.Kind.WATCH) {
            boolean watch = kind == Mix.Kind.WATCH;
            session.getData(
                    member.node(), watch, (code, path, context, data, stat) -> over(code, member, tenant), null);
        } else if (kind == Mix.Kind.LARGE && largeOnes.incrementAndGet() <= MOST_LARGE_ONES) {
            session.setData(member.node(), LARGE, -1, (code, path, context, stat) -> {
                largeOnes.decrementAndGet();
                over(code, member, tenant);
            }, null);
        } else {
            if (kind == Mix.Kind.LARGE) {
                largeOnes.decrementAndGet();
            }
            session.setData(member.node(), SMALL, -1, (code, path, context, stat) -> over(code, member, tenant), null);
        }
    }

    /** The first member stays, as the costly node goes with its session. */
    private void rejoin(Member member, Tenant tenant) {
        boolean first = member.equals(members.getFirst());
        if (closed || first) {
            underWay.decrementAndGet();
        } else {
            tenant.rejoin(member, underWay::decrementAndGet);
        }
    }

    /** Ends all sessions, and any that is just being opened. */
    void close() {
        load = Load.NONE;
        List<Member> open;
        synchronized (this) {
            closed = true;
            open = members;
        }
        AllOf.atOnce(open.stream().map(member -> member::leave));
    }
}

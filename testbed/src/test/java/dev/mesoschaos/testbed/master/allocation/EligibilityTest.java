package dev.mesoschaos.testbed.master.allocation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.mesos.v1.Protos.Attribute;
import org.apache.mesos.v1.Protos.DomainInfo;
import org.apache.mesos.v1.Protos.FrameworkInfo.Capability;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.Value;
import org.apache.mesos.v1.scheduler.Protos.AttributeConstraint;
import org.apache.mesos.v1.scheduler.Protos.AttributeConstraint.Predicate;
import org.apache.mesos.v1.scheduler.Protos.AttributeConstraint.Selector;
import org.apache.mesos.v1.scheduler.Protos.OfferConstraints;
import org.junit.jupiter.api.Test;

/** Which agents and resources a framework is offered at all (mesos-facts section 7, "Skipped agents"). */
class EligibilityTest {

    private static final Resources WHOLE = Books.of("cpus:2;mem:512");

    private final Books books = new Books();

    @Test
    void agentsWithGpusAreForFrameworksThatKnowGpus() {
        books.agent("a1", Books.of("cpus:2;gpus:1"));
        books.framework("f1", "*");
        assertThat(books.offers()).isEmpty();

        Claim knows = books.framework("f2", "*", Capability.Type.GPU_RESOURCES);
        assertThat(books.offers()).containsOnlyKeys(knows);
    }

    @Test
    void onceThereIsAWhitelistAgentsOnOtherHostsAreSkipped() {
        books.agent("a1", WHOLE);
        books.agent("a2", WHOLE);
        Claim claim = books.framework("f1", "*");

        books.allocator.whitelist(Set.of("host-a2"));
        assertThat(books.offers()).containsOnly(Map.entry(claim, WHOLE));

        books.allocator.whitelist(Set.of());
        books.decline(claim, "a2", WHOLE);
        assertThat(books.offers()).isEmpty();
    }

    @Test
    void agentsOfAnotherRegionAreForFrameworksThatKnowRegions() {
        DomainInfo.FaultDomain there = DomainInfo.FaultDomain.newBuilder()
                .setRegion(DomainInfo.FaultDomain.RegionInfo.newBuilder().setName("there"))
                .setZone(DomainInfo.FaultDomain.ZoneInfo.newBuilder().setName("z"))
                .build();
        books.allocator.addAgent(
                Books.info("a1").setDomain(DomainInfo.newBuilder().setFaultDomain(there)).build(), WHOLE);
        books.framework("f1", "*");
        assertThat(books.offers()).isEmpty();

        Claim knows = books.framework("f2", "*", Capability.Type.REGION_AWARE);
        assertThat(books.offers()).containsOnlyKeys(knows);
    }

    @Test
    void revocableResourcesAreForFrameworksThatKnowThem() {
        Resource.Builder revocable = Resource.newBuilder().setRevocable(Resource.RevocableInfo.getDefaultInstance());
        books.agent("a1", WHOLE);
        books.allocator.revocable("a1", Books.of("cpus:1", revocable));
        Claim plain = books.framework("f1", "*");
        assertThat(books.offers()).containsEntry(plain, WHOLE);

        Claim knows = books.framework("f2", "*", Capability.Type.REVOCABLE_RESOURCES);
        assertThat(books.offers()).containsOnly(Map.entry(knows, Books.of("cpus:1", revocable)));
    }

    @Test
    void revocableResourcesThatVanishWhileTheyAreUsedLeaveNothingFree() {
        Resource.Builder revocable = Resource.newBuilder().setRevocable(Resource.RevocableInfo.getDefaultInstance());
        books.agent("a1", WHOLE);
        books.allocator.revocable("a1", Books.of("cpus:1", revocable));
        Claim knows = books.framework("f1", "*", Capability.Type.REVOCABLE_RESOURCES);
        books.offers();

        books.allocator.revocable("a1", Resources.NONE);

        assertThat(books.allocator.free("a1")).isEqualTo(Resources.NONE);
        books.decline(knows, "a1", Books.of("cpus:1", revocable));
        assertThat(books.offers()).isEmpty();
    }

    @Test
    void reservedResourcesGoToTheirRoleAndThoseBelowItOnly() {
        Resource.Builder forEng = Books.reserved("eng", Resource.ReservationInfo.Type.STATIC);
        books.agent("a1", Books.of("cpus:2", forEng));
        books.framework("f1", "*");
        books.framework("f2", "english");
        assertThat(books.offers()).isEmpty();

        Claim below = books.framework("f3", "eng/web");
        assertThat(books.offers()).containsOnlyKeys(below);
    }

    @Test
    void refinedReservationsAreForFrameworksThatKnowThem() {
        Resource.Builder refined = Books.reserved("eng", Resource.ReservationInfo.Type.STATIC)
                .addReservations(Resource.ReservationInfo.newBuilder()
                        .setType(Resource.ReservationInfo.Type.DYNAMIC)
                        .setRole("eng/web"));
        books.agent("a1", Books.of("cpus:2", refined));
        books.framework("f1", "eng/web");
        assertThat(books.offers()).isEmpty();

        Claim knows = books.framework("f2", "eng/web", Capability.Type.RESERVATION_REFINEMENT);
        assertThat(books.offers()).containsOnlyKeys(knows);
    }

    @Test
    void aFrameworksOwnMinimumReplacesTheMasters() {
        books.agent("a1", Books.of("cpus:2;mem:512"));
        FrameworkProfile greedy = new FrameworkProfile(
                Set.of(), Map.of("*", Quantities.alternatives("cpus:4")), OfferConstraints.getDefaultInstance());
        books.framework("f1", "*", greedy);
        assertThat(books.offers()).isEmpty();

        FrameworkProfile modest = new FrameworkProfile(
                Set.of(), Map.of("*", List.of()), OfferConstraints.getDefaultInstance());
        Claim f2 = books.framework("f2", "*", modest);
        assertThat(books.offers()).containsOnlyKeys(f2);
    }

    @Test
    void groupsOfConstraintsAreAlternativesAndAllConstraintsOfAGroupMustHold() {
        books.allocator.addAgent(
                Books.info("a1")
                        .addAttributes(Attribute.newBuilder()
                                .setName("rack")
                                .setType(Value.Type.TEXT)
                                .setText(Value.Text.newBuilder().setValue("r7")))
                        .build(),
                WHOLE);
        Predicate other = Predicate.newBuilder()
                .setTextEquals(Predicate.TextEquals.newBuilder().setValue("r8"))
                .build();
        Predicate like = Predicate.newBuilder()
                .setTextMatches(Predicate.TextMatches.newBuilder().setRegex("r[0-9]"))
                .build();
        Predicate absent = Predicate.newBuilder()
                .setNotExists(Predicate.NotExists.getDefaultInstance())
                .build();
        AttributeConstraint isOther = rack(other);
        AttributeConstraint isLike = rack(like);

        assertThat(isOffered(group(isOther))).isFalse();
        assertThat(isOffered(group(isLike, rack(absent)))).isFalse();
        assertThat(isOffered()).isFalse();
        assertThat(isOffered(group(isOther), group(isLike))).isTrue();
    }

    private boolean isOffered(OfferConstraints.RoleConstraints.Group... groups) {
        OfferConstraints constraints = OfferConstraints.newBuilder()
                .putRoleConstraints(
                        "*",
                        OfferConstraints.RoleConstraints.newBuilder()
                                .addAllGroups(List.of(groups))
                                .build())
                .build();
        books.framework("f1", "*", new FrameworkProfile(Set.of(), Map.of(), constraints));
        boolean offered = !books.offers().isEmpty();
        books.allocator.removeFramework("f1");
        return offered;
    }

    private static OfferConstraints.RoleConstraints.Group group(AttributeConstraint... constraints) {
        return OfferConstraints.RoleConstraints.Group.newBuilder()
                .addAllAttributeConstraints(List.of(constraints))
                .build();
    }

    private static AttributeConstraint rack(Predicate predicate) {
        return AttributeConstraint.newBuilder()
                .setSelector(Selector.newBuilder().setAttributeName("rack"))
                .setPredicate(predicate)
                .build();
    }

    @Test
    void aRegularExpressionThatIsNoneIsNamed() {
        AttributeConstraint bad = rack(Predicate.newBuilder()
                .setTextMatches(Predicate.TextMatches.newBuilder().setRegex("("))
                .build());
        OfferConstraints constraints = OfferConstraints.newBuilder()
                .putRoleConstraints(
                        "*",
                        OfferConstraints.RoleConstraints.newBuilder().addGroups(group(bad)).build())
                .build();

        assertThat(FrameworkProfile.problem(constraints)).get().asString().contains("pattern '('");
    }

    @Test
    void aRoleThatAFrameworkGaveUpIsOfferedNothing() {
        books.agent("a1", WHOLE);
        Claim before = books.framework("f1", "old");
        books.allocator.use(before, "a1", Books.of("cpus:1"));

        Claim after = books.framework("f1", "new");

        assertThat(books.offers()).containsOnlyKeys(after);
        assertThat(books.allocator.free("a1")).isEqualTo(Resources.NONE);
    }
}

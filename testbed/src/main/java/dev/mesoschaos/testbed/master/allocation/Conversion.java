package dev.mesoschaos.testbed.master.allocation;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.mesos.v1.Protos.Offer.Operation;
import org.apache.mesos.v1.Protos.Resource;

/**
 * What an operation does to resources of an agent: some vanish, others appear instead.
 *
 * @param from what must be there
 * @param to what is there afterwards
 */
public record Conversion(Resources from, Resources to) {

    /**
     * Of an operation on resources.
     *
     * @throws IllegalArgumentException when its resources are not of the kind that it takes, or when it is no such one
     */
    public static Conversion of(Operation operation) {
        return switch (operation.getType()) {
            case RESERVE -> reserve(
                    operation.getReserve().getSourceList(), operation.getReserve().getResourcesList());
            case UNRESERVE -> unreserve(operation.getUnreserve().getResourcesList());
            case CREATE -> create(operation.getCreate().getVolumesList());
            case DESTROY -> destroy(operation.getDestroy().getVolumesList());
            case GROW_VOLUME -> grow(
                    operation.getGrowVolume().getVolume(), operation.getGrowVolume().getAddition());
            case SHRINK_VOLUME -> shrink(
                    operation.getShrinkVolume().getVolume(),
                    operation.getShrinkVolume().getSubtract().getValue());
            case CREATE_DISK -> ofProvider(operation.getCreateDisk().getSource());
            case DESTROY_DISK -> ofProvider(operation.getDestroyDisk().getSource());
            default -> throw new IllegalArgumentException("No operation on resources: " + operation.getType());
        };
    }

    /** Disks are made of what resource providers have, so nobody finds the source among what agents offer. */
    private static Conversion ofProvider(Resource source) {
        Resources from = checked(List.of(source));
        require(from, kind -> kind.provider().isPresent(), "is not managed by a resource provider");
        return new Conversion(from, Resources.NONE);
    }

    private static Conversion reserve(List<Resource> source, List<Resource> resources) {
        Resources to = checked(resources);
        require(to, Kind::isDynamic, "is not dynamically reserved");
        return new Conversion(source.isEmpty() ? to.as(Kind::unreserved) : Resources.of(source), to);
    }

    private static Conversion unreserve(List<Resource> resources) {
        Resources from = checked(resources);
        require(from, Kind::isDynamic, "is not dynamically reserved");
        require(from, kind -> !kind.isVolume(), "is a persistent volume and cannot be unreserved");
        return new Conversion(from, from.as(Kind::unreserved));
    }

    private static Conversion create(List<Resource> volumes) {
        Resources to = checked(volumes);
        require(to, Kind::isVolume, "does not specify a persistent volume");
        require(to, Kind::isReserved, "is a persistent volume that is not reserved");
        return new Conversion(to.as(Kind::withoutVolume), to);
    }

    private static Conversion destroy(List<Resource> volumes) {
        Conversion made = create(volumes);
        return new Conversion(made.to, made.from);
    }

    private static Conversion grow(Resource volume, Resource addition) {
        Resources before = checked(List.of(volume));
        Resources added = checked(List.of(addition));
        require(before, Kind::isVolume, "does not specify a persistent volume");
        Kind kind = Kind.of(volume);
        require(added, kind.withoutVolume()::equals, "cannot be added to the volume");
        return new Conversion(before.plus(added), before.plus(added.as(bare -> kind)));
    }

    private static Conversion shrink(Resource volume, double subtract) {
        Resources before = checked(List.of(volume));
        require(before, Kind::isVolume, "does not specify a persistent volume");
        Kind kind = Kind.of(volume);
        Resources freed = Resources.of(List.of(volume.toBuilder()
                .setScalar(volume.getScalar().toBuilder().setValue(subtract))
                .build()));
        if (subtract <= 0 || !before.contains(freed) || before.equals(freed)) {
            throw new IllegalArgumentException("Value of 'subtract' must be positive and less than the volume's size");
        }
        return new Conversion(before, before.minus(freed).plus(freed.as(k -> kind.withoutVolume())));
    }

    private static Resources checked(Collection<Resource> messages) {
        Resources resources = Resources.of(messages);
        if (resources.isEmpty() || resources.milli().values().stream().anyMatch(amount -> amount < 0)) {
            throw new IllegalArgumentException("Invalid resources: '" + resources + "'");
        }
        return resources;
    }

    private static void require(Resources all, Predicate<Kind> is, String otherwise) {
        Optional<Kind> bad = all.byKind().keySet().stream().filter(is.negate()).findFirst();
        bad.ifPresent(kind -> {
            throw new IllegalArgumentException(
                    "Resource '" + all.only(kind::equals) + "' " + otherwise);
        });
    }

    /** What an agent has when the operations that it remembers are done to the resources of its flags. */
    public static Resources recover(Resources flags, Collection<Resource> checkpointed) {
        Resources kept = Resources.of(checkpointed);
        Resources bare = kept.as(Kind::asOfFlags);
        return flags.contains(bare) ? flags.minus(bare).plus(kept) : flags;
    }
}

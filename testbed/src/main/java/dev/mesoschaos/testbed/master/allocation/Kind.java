package dev.mesoschaos.testbed.master.allocation;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.Resource.AllocationInfo;
import org.apache.mesos.v1.Protos.Resource.DiskInfo;
import org.apache.mesos.v1.Protos.Resource.ReservationInfo;
import org.apache.mesos.v1.Protos.ResourceProviderID;

/**
 * All that makes resources of one name different: for whom they are reserved, which volume they are, whether they can be
 * taken away again (mesos-facts section 3).
 *
 * @param reservations from the widest role to the narrowest; none are unreserved resources
 */
public record Kind(
        List<ReservationInfo> reservations,
        Optional<DiskInfo> disk,
        boolean revocable,
        boolean shared,
        Optional<ResourceProviderID> provider) {

    /** What nobody has reserved. */
    public static final Kind PLAIN = new Kind(List.of(), Optional.empty(), false, false, Optional.empty());

    /** Which fields for reservations a reader wants. */
    public enum Form {
        /** {@code role} and {@code reservation}, for frameworks without RESERVATION_REFINEMENT. */
        OLD,
        /** {@code reservations}, for frameworks with it. */
        REFINED,
        /** All of them, for operators. */
        BOTH
    }

    /** Copies. */
    public Kind {
        reservations = List.copyOf(reservations);
    }

    // The deprecated fields are how old frameworks say what is reserved.
    @SuppressWarnings("deprecation")
    static Kind of(Resource message) {
        List<ReservationInfo> reservations = message.getReservationsList();
        if (reservations.isEmpty() && message.hasRole() && !message.getRole().equals("*")) {
            ReservationInfo.Builder old = message.getReservation().toBuilder().setRole(message.getRole());
            old.setType(message.hasReservation() ? ReservationInfo.Type.DYNAMIC : ReservationInfo.Type.STATIC);
            reservations = List.of(old.build());
        }
        return new Kind(
                reservations,
                message.hasDisk() ? Optional.of(message.getDisk()) : Optional.empty(),
                message.hasRevocable(),
                message.hasShared(),
                message.hasProviderId() ? Optional.of(message.getProviderId()) : Optional.empty());
    }

    /** The role it is reserved for, {@code *} when for none. */
    public String role() {
        return reservations.isEmpty() ? "*" : reservations.getLast().getRole();
    }

    /** Whether somebody reserved it. */
    public boolean isReserved() {
        return !reservations.isEmpty();
    }

    /** Whether a RESERVE call made it, so that the agent has to remember it. */
    public boolean isDynamic() {
        return isReserved() && reservations.getLast().getType() == ReservationInfo.Type.DYNAMIC;
    }

    /** Whether it is a persistent volume. */
    public boolean isVolume() {
        return disk.filter(DiskInfo::hasPersistence).isPresent();
    }

    /** Whether agents keep it on their disk (mesos-facts section 7, "Reservation"). */
    public boolean isCheckpointed() {
        return isDynamic() || isVolume();
    }

    /** Unreserved resources may go to any role, reserved ones to theirs and those below it. */
    boolean isFor(String claimed) {
        return !isReserved() || claimed.equals(role()) || claimed.startsWith(role() + "/");
    }

    /** The same after one more reservation. */
    public Kind reserved(ReservationInfo reservation) {
        return new Kind(
                Stream.concat(reservations.stream(), Stream.of(reservation)).toList(),
                disk, revocable, shared, provider);
    }

    /** The same without its last reservation. */
    public Kind unreserved() {
        return new Kind(reservations.subList(0, reservations.size() - 1), disk, revocable, shared, provider);
    }

    /** The same without volume; what the disk is made of stays. */
    public Kind withoutVolume() {
        Optional<DiskInfo> bare = disk.map(d -> d.toBuilder().clearPersistence().clearVolume().build())
                .filter(DiskInfo::hasSource);
        return new Kind(reservations, bare, revocable, false, provider);
    }

    /** What it was before any operation. */
    Kind asOfFlags() {
        Kind kind = isVolume() ? withoutVolume() : this;
        while (kind.isDynamic()) {
            kind = kind.unreserved();
        }
        return kind;
    }

    @SuppressWarnings("deprecation")
    Resource.Builder form(Form form, Optional<String> allocatedTo) {
        Resource.Builder message = Resource.newBuilder();
        if (form != Form.REFINED) {
            message.setRole(role());
            if (isDynamic()) {
                message.setReservation(reservations.getLast().toBuilder().clearType().clearRole());
            }
        }
        if (form != Form.OLD) {
            message.addAllReservations(reservations);
        }
        disk.ifPresent(message::setDisk);
        provider.ifPresent(message::setProviderId);
        if (revocable) {
            message.setRevocable(Resource.RevocableInfo.getDefaultInstance());
        }
        if (shared) {
            message.setShared(Resource.SharedInfo.getDefaultInstance());
        }
        allocatedTo.ifPresent(role -> message.setAllocationInfo(AllocationInfo.newBuilder().setRole(role)));
        return message;
    }

    /** What error texts of Mesos put behind a resource's name. */
    String tag() {
        StringBuilder tag = new StringBuilder();
        if (isReserved()) {
            tag.append("(reservations: ").append(reservations.stream().map(Kind::text).collect(Collectors.joining(",", "[", "]"))).append(')');
        }
        disk.filter(DiskInfo::hasPersistence).ifPresent(d -> tag.append('[')
                .append(d.getPersistence().getId())
                .append(':')
                .append(d.getVolume().getContainerPath())
                .append(']'));
        if (revocable) {
            tag.append("{REV}");
        }
        return tag.append(shared ? "<SHARED>" : "").toString();
    }

    private static String text(ReservationInfo reservation) {
        String principal = reservation.hasPrincipal() ? "," + reservation.getPrincipal() : "";
        return "(" + reservation.getType() + "," + reservation.getRole() + principal + ")";
    }
}

package dev.mesoschaos.testbed.master.allocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Optional;
import org.apache.mesos.v1.Protos.Offer.Operation;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.Resource.ReservationInfo;
import org.apache.mesos.v1.Protos.Value;
import org.apache.mesos.v1.Protos.Volume;
import org.junit.jupiter.api.Test;

/** Reservations and volumes as they change what an agent has. */
class ConversionTest {

    private static final Resources RESERVED = Books.of("disk:100", Books.reserved("db", ReservationInfo.Type.DYNAMIC));

    private static Resource volume(double size) {
        return Books.reserved("db", ReservationInfo.Type.DYNAMIC)
                .setName("disk")
                .setType(Value.Type.SCALAR)
                .setScalar(Value.Scalar.newBuilder().setValue(size))
                .setDisk(Resource.DiskInfo.newBuilder()
                        .setPersistence(Resource.DiskInfo.Persistence.newBuilder().setId("v1"))
                        .setVolume(Volume.newBuilder().setContainerPath("data").setMode(Volume.Mode.RW)))
                .build();
    }

    private static Operation reserve(Resources resources) {
        return Operation.newBuilder()
                .setType(Operation.Type.RESERVE)
                .setReserve(Operation.Reserve.newBuilder()
                        .addAllResources(resources.messages(Kind.Form.REFINED, Optional.empty())))
                .build();
    }

    private static Operation create(Resource volume) {
        return Operation.newBuilder()
                .setType(Operation.Type.CREATE)
                .setCreate(Operation.Create.newBuilder().addVolumes(volume))
                .build();
    }

    @Test
    void whatIsNotDynamicCannotBeReserved() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Conversion.of(reserve(Books.of("cpus:1"))))
                .withMessage("Resource 'cpus:1' is not dynamically reserved");
        assertThatIllegalArgumentException().isThrownBy(() -> Conversion.of(reserve(Resources.NONE)));
    }

    @Test
    void aReservationTurnsFreeResourcesIntoThoseOfARole() {
        Conversion conversion = Conversion.of(reserve(RESERVED));

        assertThat(conversion.from()).isEqualTo(Books.of("disk:100"));
        assertThat(conversion.to()).isEqualTo(RESERVED);
    }

    @Test
    void theOldFormOfAReservationIsTheSameAsTheNewOne() {
        assertThat(Resources.of(RESERVED.messages(Kind.Form.OLD, Optional.of("db")))).isEqualTo(RESERVED);
        assertThat(Resources.of(RESERVED.messages(Kind.Form.BOTH, Optional.empty()))).isEqualTo(RESERVED);
        assertThat(RESERVED).hasToString("disk(reservations: [(DYNAMIC,db)]):100");
    }

    @Test
    void aVolumeGrowsAndShrinksAndIsDestroyedWithoutLosingDisk() {
        Conversion made = Conversion.of(create(volume(50)));
        assertThat(RESERVED.minus(made.from()).plus(made.to()).scalar("disk")).isEqualTo(100);

        Conversion grown = Conversion.of(Operation.newBuilder()
                .setType(Operation.Type.GROW_VOLUME)
                .setGrowVolume(Operation.GrowVolume.newBuilder()
                        .setVolume(volume(50))
                        .setAddition(Books.of("disk:10", Books.reserved("db", ReservationInfo.Type.DYNAMIC))
                                .messages(Kind.Form.REFINED, Optional.empty())
                                .getFirst()))
                .build());
        assertThat(grown.to()).isEqualTo(Resources.of(List.of(volume(60))));

        Operation.Builder shrink = Operation.newBuilder().setType(Operation.Type.SHRINK_VOLUME);
        shrink.getShrinkVolumeBuilder().setVolume(volume(60)).getSubtractBuilder().setValue(60);
        assertThatIllegalArgumentException().isThrownBy(() -> Conversion.of(shrink.build()));
        shrink.getShrinkVolumeBuilder().getSubtractBuilder().setValue(20);
        assertThat(Conversion.of(shrink.build()).to().only(Kind::isVolume).scalar("disk")).isEqualTo(40);
    }

    @Test
    void whatAnAgentRemembersIsTakenOutOfTheResourcesOfItsFlags() {
        Resources all = Conversion.recover(
                Books.of("cpus:2;disk:1000"), List.of(volume(50)));

        assertThat(all.only(Kind.PLAIN::equals)).isEqualTo(Books.of("cpus:2;disk:950"));
        assertThat(all.only(Kind::isCheckpointed).scalar("disk")).isEqualTo(50);
    }
}

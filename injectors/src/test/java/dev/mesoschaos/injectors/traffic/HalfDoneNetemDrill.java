package dev.mesoschaos.injectors.traffic;

/** Runs on a kernel with netem: lets each fault that needs it fail at each of its commands, and looks what its undo leaves. */
public final class HalfDoneNetemDrill {

    private final TrafficGround ground;

    private HalfDoneNetemDrill() throws Exception {
        ground = new TrafficGround(true);
    }

    public static void main(String[] arguments) throws Exception {
        HalfDoneNetemDrill drill = new HalfDoneNetemDrill();
        for (String towards : new String[] {"everybody", "zookeeper"}) {
            drill.breakAnywhere(new NetworkDelay(), "{delay: 10ms, towards: " + towards + "}");
            drill.breakAnywhere(new NetworkLoss(), "{loss: 10%, burst: 5, towards: " + towards + "}");
            drill.breakAnywhere(new NetworkDuplicate(), "{duplicate: 10%, towards: " + towards + "}");
            drill.breakAnywhere(new NetworkCorrupt(), "{corrupt: 10%, towards: " + towards + "}");
            drill.breakAnywhere(new NetworkReorder(), "{reorder: 10%, towards: " + towards + "}");
        }
        System.out.println("DRILLED");
    }

    private void breakAnywhere(TrafficFault fault, String yaml) {
        ground.breakAnywhere(fault, ground.plan(ground.cluster, fault, yaml));
    }
}

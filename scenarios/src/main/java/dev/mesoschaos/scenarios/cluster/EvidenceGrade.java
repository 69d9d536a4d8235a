package dev.mesoschaos.scenarios.cluster;

/** What a number was measured on, from the weakest to the strongest evidence about a real cluster. */
public enum EvidenceGrade {
    TESTBED("testbed"),
    MESOS_LOCAL("mesos-local"),
    CONTAINERS("containers"),
    HOSTS("hosts");

    private final String word;

    EvidenceGrade(String word) {
        this.word = word;
    }

    /** As it is printed beside numbers. */
    public String word() {
        return word;
    }
}

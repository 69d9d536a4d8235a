package dev.mesoschaos.testbed.agent;

/** The answering side of one call of an executor; exactly one of its methods is called, once. */
interface ExecutorAnswer {

    /** 202: it has been heard. */
    void accept();

    /** Refuses the call with an HTTP status and a text. */
    void refuse(int status, String text);

    /**
     * 200, and events follow.
     *
     * @param closed called once, on any thread, when the executor is gone
     */
    ExecutorChannel subscribe(Runnable closed);
}

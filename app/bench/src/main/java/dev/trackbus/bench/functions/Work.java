package dev.trackbus.bench.functions;

/** What a contender does with a batch. For one thread. */
@FunctionalInterface
interface Work {
    /**
     * Stores all of it.
     *
     * @param event the Kinesis event as Lambda hands it over, UTF-8 JSON
     * @throws Exception if anything was not stored
     */
    void process(byte[] event) throws Exception;
}

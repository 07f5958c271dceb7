package dev.trackbus.bench.faults;

import java.util.List;

/**
 * What the stream holds, set against what was promised.
 *
 * @param noted      requests with a positive answer
 * @param delivered  different events on the stream
 * @param duplicates events that stand there again
 * @param missing    ids that were promised and are not there
 * @param altered    what is wrong with events that are there, some of it
 */
record Findings(int noted, int delivered, int duplicates, List<Integer> missing, List<String> altered) {}

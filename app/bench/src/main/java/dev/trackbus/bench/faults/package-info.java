/**
 * Does it keep its promise? The fault suite: a {@link dev.trackbus.bench.faults.Driver} sends requests and notes an id only
 * after the whole positive answer, a {@link dev.trackbus.bench.faults.Scenario} injects a fault, and when it is over a
 * {@link dev.trackbus.bench.faults.Judge} reads the whole stream.
 */
package dev.trackbus.bench.faults;

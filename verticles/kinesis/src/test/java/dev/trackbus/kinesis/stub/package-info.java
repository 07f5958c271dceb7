/** Scripted Kinesis for tests and benchmarks: plays faults and limits that no emulator has, under any load. */
package dev.trackbus.kinesis.stub;

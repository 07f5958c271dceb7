/**
 * A Kinesis that does what a script says: for faults and limits that no emulator shows, and for loads that none bears.
 */
package dev.trackbus.kinesis.stub;

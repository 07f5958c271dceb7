/**
 * What the parts of a request cost by themselves, by JMH: each by the way in that it has for others. Those that have none
 * stand in the package that they measure, {@code dev.trackbus.http} and {@code dev.trackbus.kinesis.append} of this module.
 */
package dev.trackbus.bench.micro;

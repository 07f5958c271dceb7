/**
 * What the parts of a request cost by themselves, by JMH: each by the way in that it has for others. Parts that have none
 * (encoding, answer, parameters) are measured within the part that calls them.
 */
package dev.trackbus.bench.micro;

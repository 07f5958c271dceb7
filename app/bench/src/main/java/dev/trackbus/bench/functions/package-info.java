/**
 * What the two functions cost: each beside a plain loop that checks nothing, in the same run, and how long a changed
 * program takes from the function to the next answer. {@link dev.trackbus.bench.functions.Functions} runs it.
 */
package dev.trackbus.bench.functions;

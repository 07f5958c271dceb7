/**
 * What does a Region cost a month? Arithmetic on the figures that this module measures and on list prices, each of them
 * an option of {@code app/bench/model}, so that a reader can put in his own.
 */
package dev.trackbus.bench.model;

package dev.trackbus.bench.model;

/**
 * One line of the bill.
 *
 * @param what    the service
 * @param amount  how much of it, with its unit
 * @param dollars a month
 */
record Line(String what, String amount, double dollars) {}

/**
 * How core data reaches Redis: the Lambda on the core data stream. Each program is checked and written by one atomic
 * script, which refuses what is older and tells the caches in the same step.
 */
package dev.trackbus.updater;

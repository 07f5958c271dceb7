/**
 * What an operator can set: every name stands in {@link dev.trackbus.tracker.settings.Settings}, is read and checked
 * once, with all errors reported together, and becomes the configuration records of the verticles.
 */
package dev.trackbus.tracker.settings;

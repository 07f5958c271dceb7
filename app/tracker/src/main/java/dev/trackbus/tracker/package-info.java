/**
 * What is started: the service as one process. {@link dev.trackbus.tracker.Trackbus} is the command line,
 * {@link dev.trackbus.tracker.Service} the process with its signals and exit codes,
 * {@link dev.trackbus.tracker.BootstrapVerticle} puts the verticles together and takes them apart.
 */
package dev.trackbus.tracker;

/**
 * The service as one process: command line, start and stop, metrics, exit codes.
 *
 * <p>In the order in which a start meets them:
 * <ol>
 *   <li>{@link Trackbus} is the command line of {@code trackbus.jar}. {@link JournalCommand} and
 *       {@link dev.trackbus.tracker.programs.ProgramsCommand} are its other commands.
 *   <li>{@code dev.trackbus.tracker.settings} reads and checks the settings.
 *   <li>{@link Service} creates Vert.x and the meters, handles signals, and sets the exit code.
 *   <li>{@link BootstrapVerticle} starts the verticles back to front and stops them front to back. A failed start is
 *       a {@link StartException}.
 *   <li>{@link ManagementServer} serves {@code /metrics}; {@link CloudWatchMetrics} writes metrics to the log.
 *   <li>{@link FatalFaults} ends the process if it cannot continue. {@link ExitCode} maps each cause to a code.
 * </ol>
 *
 * <p>{@link Printable} escapes text of others before it is printed.
 *
 * <p>Only this module knows all verticles. It must not handle requests, programs or events itself: verticles do.
 */
package dev.trackbus.tracker;

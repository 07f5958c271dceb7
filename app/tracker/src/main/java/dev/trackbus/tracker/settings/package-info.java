/**
 * Settings of the service, read and checked once. All errors are reported together.
 *
 * <p>In the order in which a text meets them:
 * <ol>
 *   <li>{@link EnvironmentText} and {@link SettingsFile} supply the texts; {@link SettingsText} merges them with the
 *       defaults. {@link NearMisses} and {@link ForeignNames} find names that are probably meant for a setting.
 *   <li>{@link Settings} lists each {@link Setting} with its default, {@link ValueFormat} and meaning.
 *   <li>{@link GivenText} and {@link HostName} check a text.
 *   <li>{@link ConfigReader} converts the texts to the configuration records of the verticles, in
 *       {@link TrackerConfig} or {@link CoreDataConfig}, or throws {@link InvalidSettingsException} with all errors.
 * </ol>
 *
 * <p>Only this package may read the environment or system properties, together with
 * {@link dev.trackbus.tracker.Trackbus}. It must not print the value of a secret.
 */
package dev.trackbus.tracker.settings;

package dev.trackbus.tracker.settings;

import java.util.List;

/** The settings are wrong; all that is wrong stands in it, so that an operator mends it in one go. */
public final class InvalidSettingsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * @param errors one line each, naming the setting
     */
    public InvalidSettingsException(List<String> errors) {
        super(String.join(System.lineSeparator(), errors));
    }
}

package dev.trackbus.proto;

/** A program's stored form that breaks the rules of {@link ProgramDocument}; the message names the field and the rule. */
public final class InvalidProgramException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * @param message which field breaks which rule, without the value where that could be large
     */
    public InvalidProgramException(String message) {
        super(message);
    }
}

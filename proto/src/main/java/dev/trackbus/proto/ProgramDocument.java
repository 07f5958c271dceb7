package dev.trackbus.proto;

import static dev.trackbus.proto.FieldRules.require;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/**
 * A program as it is stored and sent: the fields of a Redis hash, every value a string, checked once when the document
 * is made. JSON is turned into the same fields first ({@link ProgramJson}), so the rules stand in one place.
 *
 * <p>Required: {@code programId}, {@code programName}, {@code checksum}, {@code customerId} (int32) and
 * {@code customerName}; texts of at most 1,024 characters (code points). Optional: {@code active} (true or false, default
 * true), {@code validFrom} and {@code validUntil} (milliseconds since 1970, UTC, both inclusive, 2001 or later; validFrom
 * may be 0), {@code requires} (parameter
 * names, separated by commas) and {@code version} (0 … 2^53−1, by convention milliseconds since 1970 of the change). A
 * <em>tombstone</em> has {@code deleted} = true and is {@code programId} and {@code version} alone. A program's unknown
 * fields are kept.
 *
 * @param fields the hash's fields in their order, immutable
 */
public record ProgramDocument(Map<String, String> fields) {
    /** The largest version and time: what a JSON number carries without loss. */
    public static final long MAX_VERSION = (1L << 53) - 1;

    static final String PROGRAM_ID = "programId";
    static final String CUSTOMER_ID = "customerId";
    static final String ACTIVE = "active";
    static final String VALID_FROM = "validFrom";
    static final String VALID_UNTIL = "validUntil";
    static final String REQUIRES = "requires";
    static final String VERSION = "version";
    static final String DELETED = "deleted";

    private static final Set<String> TOMBSTONE = Set.of(PROGRAM_ID, DELETED, VERSION);
    private static final List<String> REQUIRED_TEXTS = List.of("programName", "checksum", "customerName");

    /**
     * Checks all fields.
     *
     * @throws InvalidProgramException if one breaks its rule
     */
    public ProgramDocument {
        Map<String, String> kept = new LinkedHashMap<>(fields);
        fields.forEach((name, value) -> {
            FieldRules.wellFormed("a field's name", name);
            FieldRules.wellFormed(name, value);
        });
        FieldRules.programId(fields.get(PROGRAM_ID));
        FieldRules.optionalBoolean(fields, DELETED);
        FieldRules.optionalLong(fields, VERSION);
        if (Boolean.parseBoolean(fields.get(DELETED))) {
            kept.keySet().retainAll(TOMBSTONE);
        } else {
            checkProgram(fields);
        }
        fields = Collections.unmodifiableMap(kept);
    }

    /**
     * A document from a Redis hash.
     *
     * @param programId the id that the hash's key says
     * @param hash      the fields; {@code programId} may be absent, and must be the key's where it is present
     * @return the checked document
     * @throws InvalidProgramException if a field breaks its rule, or the hash is another program's
     */
    public static ProgramDocument fromHash(String programId, Map<String, String> hash) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put(PROGRAM_ID, programId);
        fields.putAll(hash);
        require(programId.equals(fields.get(PROGRAM_ID)), "programId is not the one of the key");
        return new ProgramDocument(fields);
    }

    /**
     * Checks the times of a program that is about to be written: a time before 2001 is probably in seconds. Readers do not
     * check this, so that a program that is stored already keeps its meaning.
     *
     * @return this document
     * @throws InvalidProgramException if a time is before 2001; {@code validFrom} may be 0
     */
    public ProgramDocument requireMilliseconds() {
        if (!deleted()) {
            FieldRules.time(fields, VALID_FROM, true);
            FieldRules.time(fields, VALID_UNTIL, false);
        }
        return this;
    }

    private static void checkProgram(Map<String, String> fields) {
        REQUIRED_TEXTS.forEach(name -> FieldRules.text(fields, name));
        FieldRules.int32(fields, CUSTOMER_ID);
        FieldRules.optionalBoolean(fields, ACTIVE);
        OptionalLong from = FieldRules.optionalLong(fields, VALID_FROM);
        OptionalLong until = FieldRules.optionalLong(fields, VALID_UNTIL);
        if (from.isPresent() && until.isPresent() && until.getAsLong() < from.getAsLong()) {
            FieldRules.time(fields, VALID_UNTIL, false);
            require(false, "validUntil is before validFrom");
        }
        FieldRules.names(fields, REQUIRES);
    }

    /**
     * The program's id.
     *
     * @return 1-64 characters of [A-Za-z0-9_-]
     */
    public String programId() {
        return fields.get(PROGRAM_ID);
    }

    /**
     * The name of the program.
     *
     * @return at most 1,024 characters; null in a tombstone
     */
    public String programName() {
        return fields.get("programName");
    }

    /**
     * The checksum that a request may prove to know.
     *
     * @return at most 1,024 characters; null in a tombstone
     */
    public String checksum() {
        return fields.get("checksum");
    }

    /**
     * The customer's number; not to be asked of a tombstone.
     *
     * @return any int
     */
    public int customerId() {
        return Integer.parseInt(fields.get(CUSTOMER_ID));
    }

    /**
     * The customer's name.
     *
     * @return at most 1,024 characters; null in a tombstone
     */
    public String customerName() {
        return fields.get("customerName");
    }

    /**
     * Whether the program is switched on.
     *
     * @return true where the field is absent
     */
    public boolean active() {
        return !"false".equals(fields.get(ACTIVE));
    }

    /**
     * When the program begins.
     *
     * @return milliseconds since 1970, UTC, inclusive; empty where it has always been valid
     */
    public OptionalLong validFrom() {
        return FieldRules.optionalLong(fields, VALID_FROM);
    }

    /**
     * When the program ends.
     *
     * @return milliseconds since 1970, UTC, inclusive; empty where it never ends
     */
    public OptionalLong validUntil() {
        return FieldRules.optionalLong(fields, VALID_UNTIL);
    }

    /**
     * The parameters that a request for this program must have.
     *
     * @return their names, empty where it requires none
     */
    public List<String> requires() {
        return FieldRules.names(fields, REQUIRES);
    }

    /**
     * The version of this state of the program.
     *
     * @return 0 … 2^53−1; empty where the writer set none, as the reference's updater does
     */
    public OptionalLong version() {
        return FieldRules.optionalLong(fields, VERSION);
    }

    /**
     * Whether this is what a deletion leaves.
     *
     * @return true for a tombstone, which readers answer as missing
     */
    public boolean deleted() {
        return Boolean.parseBoolean(fields.get(DELETED));
    }
}

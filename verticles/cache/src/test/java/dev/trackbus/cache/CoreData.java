package dev.trackbus.cache;

import dev.trackbus.bus.Customer;
import dev.trackbus.bus.EventType;
import dev.trackbus.bus.ParameterNames;
import dev.trackbus.bus.Parameters;
import dev.trackbus.bus.Program;
import dev.trackbus.bus.ProgramChanged.Deleted;
import dev.trackbus.bus.ProgramChanged.Outdated;
import dev.trackbus.bus.ProgramChanged.Updated;
import dev.trackbus.bus.ProgramLookup;
import dev.trackbus.bus.TrackingRequest;
import dev.trackbus.bus.Validity;
import java.util.List;

/** Programs, their changes and requests, all about program 212313 where none is named. */
final class CoreData {
    static final String ID = "212313";

    private CoreData() {}

    static Program program(long version) {
        return program(ID, version, Validity.ALWAYS);
    }

    static Program program(String id, long version, Validity validity, String... requires) {
        Customer customer = new Customer(17, "Baker");
        return new Program(id, "Bread", "abc123", customer, validity, ParameterNames.of(List.of(requires)), version);
    }

    static ProgramLookup found(long version) {
        return new ProgramLookup.Found(program(version));
    }

    static ProgramLookup missing(long version) {
        return new ProgramLookup.Missing(version);
    }

    static Updated updated(long version) {
        return new Updated(program(version), 1);
    }

    static Deleted deleted(long version) {
        return new Deleted(ID, version, 1);
    }

    static Outdated outdated() {
        return new Outdated(ID, 1);
    }

    static TrackingRequest request(String... namesAndValues) {
        return requestFor(ID, EventType.IMPRESSION, namesAndValues);
    }

    static TrackingRequest requestFor(String id, EventType type, String... namesAndValues) {
        Parameters.Builder parameters = new Parameters.Builder();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            parameters.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return new TrackingRequest(
                "01890a5d-ac96-774b-bcce-b302099a8057", 1_700_000_000_000L, id, type, parameters.build(), "curl/8");
    }
}

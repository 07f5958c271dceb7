package dev.trackbus.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trackbus.bus.Customer;
import dev.trackbus.bus.EventType;
import dev.trackbus.bus.ParameterNames;
import dev.trackbus.bus.Parameters;
import dev.trackbus.bus.Program;
import dev.trackbus.bus.TrackingRequest;
import dev.trackbus.bus.Validity;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class AcceptedJsonPropertiesTest {
    @Property
    void parsesToWhatItWasMadeOf(
            @ForAll String userAgent,
            @ForAll String programName,
            @ForAll String checksum,
            @ForAll String customerName,
            @ForAll int customerId) {
        Program program = new Program(
                "212312",
                programName,
                checksum,
                new Customer(customerId, customerName),
                Validity.ALWAYS,
                ParameterNames.NONE,
                1);
        TrackingRequest request = new TrackingRequest("id", 1, "212312", EventType.CLICK, Parameters.NONE, userAgent);

        JsonObject json = new AcceptedJson().of(request, program).toJsonObject();

        assertThat(json)
                .isEqualTo(new JsonObject()
                        .put("userAgent", whole(userAgent))
                        .put("programId", "212312")
                        .put("programName", whole(programName))
                        .put("checksum", whole(checksum))
                        .put("customerId", customerId)
                        .put("customerName", whole(customerName))
                        .put("messageId", "id")
                        .put("valid", true));
    }

    /** Half a character has no form in UTF-8; the JDK writes a question mark. */
    private static String whole(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }
}

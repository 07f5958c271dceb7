package dev.trackbus.kinesis.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trackbus.bus.Failure;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CircuitStateTest {
    private final CircuitState circuit = new CircuitState(() -> Instant.EPOCH);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ResourceNotFoundException: Stream S under account 123456789012 not found | UNAVAILABLE: ResourceNotFoundException",
                "kinesis.put-records: AccessDeniedException: arn:aws:iam::1:user/x is not | UNAVAILABLE: AccessDeniedException",
                "UnknownHostException: kinesis.eu-central-1.amazonaws.com | UNAVAILABLE: UnknownHostException",
                "HTTP 502: <html>proxy.example</html> | UNAVAILABLE: HTTP 502",
                "InternalFailure | UNAVAILABLE: InternalFailure",
                "account 123456789012 is closed | UNAVAILABLE",
                "proxy.example: refused | UNAVAILABLE",
                "kinesis.put-records: Timed out after waiting 15000(ms) for a reply | UNAVAILABLE",
                "arn:aws:kinesis:eu-central-1:1:stream/S | UNAVAILABLE",
                "'' | UNAVAILABLE"
            })
    void saysInPublicOnlyWhichFaultItIs(String reason, String word) {
        circuit.failed(Failure.UNAVAILABLE, reason);

        assertThat(circuit).hasToString("calls fail since 1970-01-01T00:00:00Z: " + word);
    }
}

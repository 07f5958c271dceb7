package dev.trackbus.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class ItemReaderTest {
    @Test
    void convertsAnItemToPlainJsonSortedByName() {
        Map<String, AttributeValue> item = Map.of(
                "type", AttributeValue.fromS("click"),
                "customerId", AttributeValue.fromN("9124"),
                "isValid", AttributeValue.fromBool(true),
                "trafficFlags", AttributeValue.fromSs(List.of("malformed-escape")),
                "parameters",
                        AttributeValue.fromM(
                                Map.of("b", AttributeValue.fromS("2"), "a", AttributeValue.fromS("17,90 €"))));
        assertThat(ItemReader.json(item))
                .hasToString(
                        "{\"customerId\":9124,\"isValid\":true,"
                                + "\"parameters\":{\"a\":\"17,90 €\",\"b\":\"2\"},\"trafficFlags\":[\"malformed-escape\"],\"type\":\"click\"}");
    }
}

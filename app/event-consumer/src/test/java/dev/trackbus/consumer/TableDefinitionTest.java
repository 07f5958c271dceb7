package dev.trackbus.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;

/** Test that the table definition matches the items. */
class TableDefinitionTest {
    private static final Item ITEM = new ItemMapping(90, 8).item(Events.event(1));
    private static final CreateTableRequest TABLE = TableDefinition.create("any");

    @Test
    void hasTheGivenNameAndOnDemandBilling() {
        assertThat(TABLE.tableName()).isEqualTo("any");
        assertThat(TABLE.billingModeAsString()).isEqualTo("PAY_PER_REQUEST");
    }

    @Test
    void everyItemHasAllKeyAttributesInTheirDeclaredType() {
        for (AttributeDefinition each : TABLE.attributeDefinitions()) {
            AttributeValue value = ITEM.attributes().get(each.attributeName());
            assertThat(value).as(each.attributeName()).isNotNull();
            assertThat(value.type().name()).as(each.attributeName()).isEqualTo(each.attributeTypeAsString());
        }
    }

    @Test
    void declaresOnlyTheKeysOfTableAndIndexes() {
        Set<String> keys = Stream.concat(
                        Stream.of(TABLE.keySchema()),
                        TABLE.globalSecondaryIndexes().stream().map(it -> it.keySchema()))
                .flatMap(schema -> schema.stream().map(KeySchemaElement::attributeName))
                .collect(Collectors.toCollection(HashSet::new));

        assertThat(TABLE.attributeDefinitions())
                .extracting(AttributeDefinition::attributeName)
                .containsExactlyInAnyOrderElementsOf(keys);
    }

    @Test
    void anIndexProjectsOnlyAttributesOfAnItem() {
        TABLE.globalSecondaryIndexes()
                .forEach(index -> assertThat(index.projection().nonKeyAttributes())
                        .isSubsetOf("type", "isValid", "refusal", "customerId", "programId"));
    }

    @Test
    void itemsContainTheTimeToLiveAttribute() {
        var request = TableDefinition.timeToLive("any");

        assertThat(request.tableName()).isEqualTo("any");
        assertThat(request.timeToLiveSpecification().enabled()).isTrue();
        assertThat(ITEM.attributes())
                .containsKey(request.timeToLiveSpecification().attributeName());
    }
}

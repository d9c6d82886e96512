package dev.slipway.check.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.text.Yaml;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SelectorsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{app: web} | true",
                "{app: db} | false",
                "{} | true",
                "{matchLabels: {app: web, tier: front}} | true",
                "{matchLabels: {app: web, zone: a}} | false",
                "{matchExpressions: [{key: app, operator: In, values: [db, web]}]} | true",
                "{matchExpressions: [{key: app, operator: NotIn, values: [web]}]} | false",
                "{matchExpressions: [{key: zone, operator: NotIn, values: [a]}]} | true",
                "{matchExpressions: [{key: tier, operator: Exists}]} | true",
                "{matchExpressions: [{key: app, operator: DoesNotExist}]} | false",
                "{matchLabels: {app: web}, matchExpressions: [{key: zone, operator: Exists}]} | false"
            })
    void aSelectorTakesWhatTheServerWouldTake(String selector, boolean takes) {
        assertThat(Selectors.takes(Yaml.parse("s.yaml", selector).root(), Map.of("app", "web", "tier", "front")))
                .isEqualTo(takes);
    }
}

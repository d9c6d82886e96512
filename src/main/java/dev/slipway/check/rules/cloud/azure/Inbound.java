package dev.slipway.check.rules.cloud.azure;

import dev.slipway.check.resources.Origin;
import dev.slipway.check.resources.Resource;
import dev.slipway.check.resources.Value;
import dev.slipway.check.rules.cloud.Network;
import dev.slipway.check.rules.cloud.Network.Ports;
import dev.slipway.check.rules.cloud.Truth;
import java.util.ArrayList;
import java.util.List;

/**
 * What a network security group lets in.
 *
 * @param tcp whether it is about more than UDP, of which the attacked services make no use alone
 * @param at the ports, where a finding stands
 */
record Inbound(List<Value> ranges, List<Ports> ports, boolean tcp, Origin at) {
    static List<Inbound> of(Resource resource) {
        List<Value> rules = resource.type().equals("azurerm_network_security_group")
                ? resource.get("security_rule").items()
                : List.of(resource.attributes());
        List<Inbound> inbound = new ArrayList<>();
        for (Value rule : rules) {
            boolean allows = rule.get("access")
                            .known()
                            .filter(a -> a.equalsIgnoreCase("allow"))
                            .isPresent()
                    && rule.get("direction")
                            .known()
                            .filter(d -> d.equalsIgnoreCase("inbound"))
                            .isPresent()
                    && rule.get("protocol")
                            .known()
                            .filter(p -> p.equalsIgnoreCase("icmp"))
                            .isEmpty();
            if (allows) {
                inbound.add(read(rule));
            }
        }
        return inbound;
    }

    private static Inbound read(Value rule) {
        List<Value> ranges = new ArrayList<>(rule.get("source_address_prefix").items());
        ranges.addAll(rule.get("source_address_prefixes").items());
        List<Value> written = new ArrayList<>(rule.get("destination_port_range").items());
        written.addAll(rule.get("destination_port_ranges").items());
        List<Ports> ports = new ArrayList<>();
        for (Value value : written) {
            // One text may hold several, with commas.
            for (String part : value.known().orElse("").split(",")) {
                Ports.parse(part).ifPresent(ports::add);
            }
        }
        Value at = rule.get("destination_port_range").absent()
                ? rule.get("destination_port_ranges")
                : rule.get("destination_port_range");
        boolean tcp = rule.get("protocol")
                .known()
                .filter(p -> p.equalsIgnoreCase("udp"))
                .isEmpty();
        return new Inbound(ranges, ports, tcp, at.at());
    }

    boolean fromEverybody() {
        return ranges.stream().anyMatch(v -> Network.EVERYBODY.of(v) == Truth.YES);
    }
}

package dev.slipway.check.arm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.check.Format;
import dev.slipway.check.SourceFile;
import dev.slipway.check.resources.Resource;
import dev.slipway.check.resources.Resources;
import org.junit.jupiter.api.Test;

class ArmReaderTest {
    private static final String BICEP = """
            @description('Where')
            param location string = 'westeurope'
            param tls string = 'TLS1_2'
            var https = false

            resource account 'Microsoft.Storage/storageAccounts@2022-09-01' = {
              name: 'a${location}'
              location: resourceGroup().location
              properties: {
                supportsHttpsTrafficOnly: https // not yet
                minimumTlsVersion: tls
                allowBlobPublicAccess: location == 'x' ? true : false
                networkAcls: {
                  bypass: 'AzureServices, Logging'
                  ipRules: [
                    { value: '1.2.3.4' }
                  ]
                }
              }
              resource inner 'blobServices/containers' = {
                name: 'c'
              }
            }
            output id string = account.id
            """;

    @Test
    void readsBicep() {
        Resources all = ArmReader.read(SourceFile.of("main.bicep", BICEP, Format.BICEP));
        Resource account = all.of("azurerm_storage_account").getFirst();
        assertThat(account.get("https_traffic_only_enabled").is(false)).isTrue();
        assertThat(account.get("https_traffic_only_enabled").at().span().line()).isEqualTo(10);
        assertThat(account.get("min_tls_version").is("TLS1_2")).isTrue();
        assertThat(account.get("allow_nested_items_to_be_public").unknown()).isTrue();
        assertThat(account.get("location").unknown()).isTrue();
        assertThat(account.get("network_rules", "bypass").items()).hasSize(2);
        assertThat(all.of("azurerm_storage_container")).hasSize(1);
    }

    @Test
    void readsTemplatesWithChildrenAndParameters() {
        Resources all = ArmReader.read(SourceFile.of("azuredeploy.json", """
                {"$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
                 "parameters": {"ssl": {"type": "string", "defaultValue": "Disabled"}, "n": {"type": "string"}},
                 "resources": [{"type": "Microsoft.DBforPostgreSQL/servers", "name": "[parameters('n')]",
                   "properties": {"sslEnforcement": "[parameters('ssl')]"},
                   "resources": [{"type": "configurations", "name": "log_connections", "properties": {"value": "off"}}]}]}
                """, Format.ARM));
        assertThat(all.of("azurerm_postgresql_server").getFirst().get("ssl_enforcement_enabled").is(false))
                .isTrue();
        Resource setting = all.of("azurerm_postgresql_configuration").getFirst();
        assertThat(setting.get("value").is("off")).isTrue();
        assertThat(setting.get("name").is("log_connections")).isTrue();
    }

    @Test
    void neverBreaksOnWhatIsNoBicep() {
        for (String text : new String[] {
            "resource", "resource a", "resource a 'b' =", "{{{{", "[[[(((", "'''", "param", "var x = [for", "resource a 'b' = {",
            "resource a 'b' = { x: '${' }", "var a = a\nvar b = b[a", "@allowed([\n'a'\n])\nparam p string", "\uFEFF}"
        }) {
            assertThat(ArmReader.read(SourceFile.of("a.bicep", text, Format.BICEP)).all()).hasSizeLessThan(2);
        }
    }
}

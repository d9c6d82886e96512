package dev.slipway.check.secrets.kinds;

import static dev.slipway.check.secrets.Family.OBSERVABILITY;
import static dev.slipway.check.secrets.Family.SERVICE;
import static dev.slipway.check.secrets.Kind.named;
import static dev.slipway.check.secrets.Kind.token;

import dev.slipway.check.secrets.Kind;
import java.util.List;

/** Keys of monitoring and of the services a team works with. */
final class ServiceKinds {
    private static final String UUID = "%h{8}-%h{4}-%h{4}-%h{4}-%h{12}";

    static final List<Kind> ALL = List.of(
            named(OBSERVABILITY, "datadog-api-key", "Datadog API key", "datadog|dd_api|dd-api|ddapi", "%h{32}"),
            named(OBSERVABILITY, "datadog-application-key", "Datadog application key", "datadog|dd_app", "%h{40}"),
            token(OBSERVABILITY, "newrelic-user-key", "New Relic user key", "NRAK-%U{27}"),
            token(OBSERVABILITY, "newrelic-license-key", "New Relic license key", "%h{36}(FFFFNRAL|NRAL)"),
            token(OBSERVABILITY, "newrelic-insert-key", "New Relic insert key", "NRII-%w{32}"),
            token(OBSERVABILITY, "newrelic-admin-key", "New Relic admin key", "NRAA-%h{27}"),
            token(OBSERVABILITY, "grafana-service-token", "Grafana service account token", "glsa_%a{32}_%H{8}"),
            token(OBSERVABILITY, "grafana-cloud-token", "Grafana Cloud token", "glc_eyJ%b{60,400}"),
            token(OBSERVABILITY, "grafana-api-key", "Grafana API key", "eyJrIjoi%b{60,400}")
                    .likely(),
            token(OBSERVABILITY, "sentry-user-token", "Sentry user token", "sntryu_%h{64}"),
            token(OBSERVABILITY, "sentry-organization-token", "Sentry organization token", "sntrys_eyJ%b{60,400}"),
            named(OBSERVABILITY, "sentry-classic-token", "Sentry token", "sentry", "%h{64}"),
            token(OBSERVABILITY, "dynatrace-token", "Dynatrace token", "(dt0c01.|dt0s01.|dt0s02.)%U{8,24}.%U{64}"),
            token(OBSERVABILITY, "honeycomb-key", "Honeycomb key", "(hcaik_|hcxik_|hcxmk_)%l{58,60}"),
            named(OBSERVABILITY, "pagerduty-key", "PagerDuty API key", "pagerduty|pager_duty|pd_api", "%w{20}"),
            named(OBSERVABILITY, "opsgenie-key", "Opsgenie key", "opsgenie", UUID),
            named(OBSERVABILITY, "splunk-token", "Splunk collector token", "splunk|hec_token", UUID),
            named(OBSERVABILITY, "sumologic-key", "Sumo Logic access key", "sumo", "%a{64}"),
            named(OBSERVABILITY, "logzio-token", "Logz.io token", "logzio|logz_io", "[A-Za-z]{32}"),
            named(OBSERVABILITY, "loggly-token", "Loggly token", "loggly", UUID),
            named(OBSERVABILITY, "rollbar-token", "Rollbar token", "rollbar", "%h{32}"),
            named(OBSERVABILITY, "bugsnag-key", "Bugsnag key", "bugsnag", "%h{32}"),
            named(OBSERVABILITY, "airbrake-key", "Airbrake key", "airbrake", "%h{32}"),
            named(OBSERVABILITY, "lightstep-token", "Lightstep token", "lightstep", "%b{80,200}"),
            token(OBSERVABILITY, "posthog-key", "PostHog personal key", "phx_%a{40,52}"),
            named(OBSERVABILITY, "amplitude-secret", "Amplitude secret", "amplitude_secret", "%h{32}"),
            named(OBSERVABILITY, "elastic-key", "Elastic API key", "elastic", "[A-Za-z0-9_-]{20}:[A-Za-z0-9_-]{22}"),
            token(OBSERVABILITY, "axiom-token", "Axiom token", "(xaat-|xapt-)" + UUID),
            token(SERVICE, "vault-service-token", "HashiCorp Vault service token", "hvs.%w{24,200}"),
            token(SERVICE, "vault-batch-token", "HashiCorp Vault batch token", "hvb.%w{130,300}"),
            token(SERVICE, "vault-recovery-token", "HashiCorp Vault recovery token", "hvr.%w{24,200}"),
            named(SERVICE, "vault-classic-token", "HashiCorp Vault token", "vault_token|x-vault-token", "s.%a{24}"),
            named(SERVICE, "consul-token", "Consul token", "consul", UUID),
            named(SERVICE, "nomad-token", "Nomad token", "nomad", UUID),
            token(SERVICE, "doppler-personal-token", "Doppler personal token", "dp.pt.%a{40,44}"),
            token(SERVICE, "doppler-service-token", "Doppler service token", "dp.st.%a{40,44}"),
            token(SERVICE, "doppler-config-token", "Doppler service token", "dp.st.[a-z0-9_-]{2,35}.%a{40,44}"),
            token(SERVICE, "doppler-other-token", "Doppler token", "(dp.ct.|dp.scim.|dp.audit.|dp.sa.)%a{40,44}"),
            token(SERVICE, "infisical-token", "Infisical service token", "st.%h{24}.%h{32}.%h{32}")
                    .likely(),
            token(SERVICE, "onepassword-service-token", "1Password service account token", "ops_eyJ%w{250,800}"),
            token(SERVICE, "onepassword-secret-key", "1Password secret key", "A3-%U{6}-%U{6}-%U{5}-%U{5}-%U{5}-%U{5}"),
            token(SERVICE, "atlassian-api-token", "Atlassian API token", "ATATT3xFf%w{160,200}=%H{8}"),
            token(SERVICE, "atlassian-oauth-secret", "Atlassian OAuth secret", "ATOA%w{50,90}")
                    .likely(),
            token(
                    SERVICE,
                    "atlassian-access-token",
                    "Atlassian repository access token",
                    "(ATCTT3xFf|ATSTT3xFf)%w{150,200}=%H{8}"),
            named(SERVICE, "jira-classic-token", "Atlassian API token", "jira|confluence|atlassian", "%a{24}"),
            token(SERVICE, "linear-key", "Linear API key", "lin_api_%a{40}"),
            token(SERVICE, "linear-oauth-token", "Linear OAuth token", "lin_oauth_%h{64}"),
            token(SERVICE, "notion-token", "Notion token", "ntn_%d{11}%a{35}"),
            named(SERVICE, "notion-classic-token", "Notion token", "notion", "secret_%a{43}"),
            token(SERVICE, "figma-token", "Figma personal access token", "(figd_|figu_)%w{38,42}"),
            token(SERVICE, "postman-key", "Postman API key", "PMAK-%h{24}-%h{34}"),
            token(SERVICE, "postman-collection-key", "Postman collection key", "PMAT-%U{26}"),
            token(SERVICE, "airtable-token", "Airtable personal access token", "pat%a{14}.%h{64}"),
            named(SERVICE, "airtable-key", "Airtable API key", "airtable", "key%a{14}"),
            named(SERVICE, "asana-token", "Asana token", "asana", "%d/%d{12,16}:%h{32}"),
            token(SERVICE, "clickup-token", "ClickUp token", "pk_%d{5,9}_%U{32}"),
            named(SERVICE, "trello-token", "Trello token", "trello", "(ATTA)%h{64,72}"),
            named(SERVICE, "monday-token", "monday.com token", "monday", "eyJhbGciOi%w{20,60}.%w{60,300}.%w{40,60}"),
            token(SERVICE, "typeform-token", "Typeform token", "tfp_%w{40,60}"),
            token(SERVICE, "contentful-token", "Contentful management token", "CFPAT-%w{43}"),
            named(SERVICE, "contentful-delivery-token", "Contentful token", "contentful", "%w{43}"),
            named(
                    SERVICE,
                    "algolia-admin-key",
                    "Algolia admin key",
                    "algolia_admin|algolia_api|algolia_write",
                    "%h{32}"),
            token(SERVICE, "mapbox-secret-token", "Mapbox secret token", "sk.eyJ%w{60,120}.%w{22}"),
            named(SERVICE, "zendesk-token", "Zendesk token", "zendesk", "%a{40}"),
            token(
                    SERVICE,
                    "hubspot-token",
                    "HubSpot private app token",
                    "(pat-na1-|pat-eu1-|pat-na2-|pat-ap1-)" + UUID),
            token(SERVICE, "intercom-token", "Intercom token", "dG9rO%a{50,60}=")
                    .likely(),
            token(SERVICE, "salesforce-session", "Salesforce access token", "00D%a{12}![A-Za-z0-9._]{90,120}"),
            token(SERVICE, "dropbox-token", "Dropbox token", "sl.%w{130,1500}").likely(),
            named(SERVICE, "box-secret", "Box client secret", "box_client|box_secret", "%a{32}"),
            named(SERVICE, "okta-token", "Okta API token", "okta|ssws", "00%w{40}"),
            named(SERVICE, "auth0-secret", "Auth0 client secret", "auth0", "%w{64}"),
            named(SERVICE, "onelogin-secret", "OneLogin client secret", "onelogin", "%h{64}"),
            named(
                    SERVICE,
                    "launchdarkly-key",
                    "LaunchDarkly key",
                    "launchdarkly|ld_sdk|ld_api|sdk_key",
                    "(sdk-|api-)" + UUID),
            token(SERVICE, "unleash-token", "Unleash client token", "*:%a{3,20}.%h{56}")
                    .likely(),
            token(
                    SERVICE,
                    "tailscale-key",
                    "Tailscale key",
                    "(tskey-auth-|tskey-api-|tskey-client-|tskey-scim-)%a{8,24}-%a{24,40}"),
            named(SERVICE, "ngrok-authtoken", "ngrok token", "ngrok|authtoken", "%a{27}_%a{21}"),
            named(SERVICE, "shodan-key", "Shodan key", "shodan", "%a{32}"),
            named(SERVICE, "virustotal-key", "VirusTotal key", "virustotal|vt_api", "%h{64}"),
            token(SERVICE, "zapier-webhook", "Zapier webhook URL", "hooks.zapier.com/hooks/catch/%d{5,9}/%l{7,10}")
                    .likely(),
            token(SERVICE, "rapidapi-key", "RapidAPI key", "%h{10}(msh)%h{15}p1%l{6}jsn%h{12}"),
            token(SERVICE, "frameio-token", "Frame.io token", "fio-u-%w{64}"),
            token(SERVICE, "duffel-token", "Duffel live token", "duffel_live_%w{43}"),
            token(SERVICE, "readme-key", "ReadMe key", "rdme_%l{70}"),
            token(SERVICE, "prefect-key", "Prefect key", "(pnu_|pnb_)%l{36}"),
            token(SERVICE, "ory-token", "Ory token", "(ory_pat_|ory_at_|ory_st_)%w{32,90}"),
            token(SERVICE, "expo-token", "Expo access token", "expo_%w{40,60}").likely(),
            named(SERVICE, "mapquest-key", "MapTiler or MapQuest key", "mapquest|maptiler", "%a{20,32}"),
            named(SERVICE, "tinybird-token", "Tinybird token", "tinybird|tb_token", "p.eyJ%w{60,200}.%w{40,60}"));

    private ServiceKinds() {}
}

package dev.slipway.check.secrets.kinds;

import static dev.slipway.check.secrets.Family.AWS;
import static dev.slipway.check.secrets.Family.CLOUD;
import static dev.slipway.check.secrets.Kind.named;
import static dev.slipway.check.secrets.Kind.token;

import dev.slipway.check.secrets.Kind;
import java.util.List;

/** Keys of clouds, hosting companies and content networks. */
final class CloudKinds {
    static final List<Kind> ALL = List.of(
            token(AWS, "aws-access-key-id", "AWS access key id", "(AKIA|ASIA)[A-Z2-7]{16}")
                    .proven(Proofs::awsKeyId),
            named(
                    AWS,
                    "aws-secret-access-key",
                    "AWS secret access key",
                    "aws_secret|awssecret|secret_access_key|secretaccesskey|secret-access-key|aws_key",
                    "%b{40}"),
            named(
                    AWS,
                    "aws-session-token",
                    "AWS session token",
                    "session_token|sessiontoken|security_token",
                    "(IQoJ|FwoG|FQoG|AQoD)[A-Za-z0-9+/=]{100,1500}"),
            token(AWS, "aws-bedrock-key", "AWS Bedrock API key", "ABSK[A-Za-z0-9+/]{109,260}"),
            named(AWS, "aws-mws-token", "Amazon marketplace token", "mws", "amzn.mws.%h{8}-%h{4}-%h{4}-%h{4}-%h{12}"),
            token(CLOUD, "azure-storage-key", "Azure storage account key", "AccountKey=%b{86}==")
                    .proven(Proofs::keyOf64Bytes),
            token(CLOUD, "azure-shared-access-key", "Azure shared access key", "SharedAccessKey=%b{43}=")
                    .proven(Proofs::keyOf32Bytes),
            token(
                            CLOUD,
                            "azure-shared-access-signature",
                            "Azure shared access signature",
                            "(&sig=|?sig=|;sig=)[A-Za-z0-9%]{43,80}")
                    .likely(),
            token(
                    CLOUD,
                    "azure-entra-client-secret",
                    "Microsoft Entra client secret",
                    "[A-Za-z0-9_~.]{3}(7Q~|8Q~|9Q~)[A-Za-z0-9_~.-]{31,34}"),
            named(
                    CLOUD,
                    "azure-cosmos-key",
                    "Azure Cosmos DB key",
                    "cosmos|accountkey|account_key|documentdb",
                    "%b{86}=="),
            token(CLOUD, "azure-container-registry-key", "Azure container registry key", "%a{42}(+ACR)[A-Za-z0-9]{6}"),
            token(CLOUD, "azure-function-key", "Azure function key", "%w{44}(AzFu)%w{4,8}=="),
            token(CLOUD, "azure-search-key", "Azure search key", "%a{42}(AzSe)[A-D]%a{5}"),
            token(CLOUD, "azure-cache-key", "Azure cache for Redis key", "%a{33}(AzCa)%a{5}="),
            named(
                    CLOUD,
                    "azure-cognitive-key",
                    "Azure AI services key",
                    "cognitive|azure_openai|ocp-apim|azureopenai",
                    "%h{32}"),
            token(CLOUD, "azure-devops-token", "Azure DevOps personal access token", "%a{76}(AZDO)%a{4}"),
            token(CLOUD, "google-api-key", "Google API key", "AIza%w{35}").likely(),
            token(CLOUD, "google-oauth-secret", "Google OAuth client secret", "GOCSPX-%w{28}"),
            token(CLOUD, "google-oauth-token", "Google OAuth access token", "ya29.%w{60,400}"),
            token(CLOUD, "google-refresh-token", "Google OAuth refresh token", "1//0%w{60,150}"),
            named(CLOUD, "google-service-account", "Google service account key", "private_key_id", "%h{40}"),
            token(CLOUD, "google-hmac-key", "Google Cloud Storage access key", "GOOG1E%U{55,60}"),
            token(CLOUD, "digitalocean-personal-token", "DigitalOcean personal access token", "dop_v1_%h{64}"),
            token(CLOUD, "digitalocean-oauth-token", "DigitalOcean OAuth token", "doo_v1_%h{64}"),
            token(CLOUD, "digitalocean-refresh-token", "DigitalOcean refresh token", "dor_v1_%h{64}"),
            named(
                    CLOUD,
                    "digitalocean-spaces-secret",
                    "DigitalOcean Spaces secret",
                    "spaces_secret|spaces_key|spaces-secret",
                    "%b{43}"),
            named(CLOUD, "cloudflare-api-token", "Cloudflare API token", "cloudflare|cf_api", "%w{40}"),
            named(CLOUD, "cloudflare-global-key", "Cloudflare global API key", "cloudflare|cf_api", "%h{37}"),
            token(CLOUD, "cloudflare-origin-ca-key", "Cloudflare origin CA key", "v1.0-%h{24}-%h{146}"),
            named(CLOUD, "heroku-api-key", "Heroku API key", "heroku", "%h{8}-%h{4}-%h{4}-%h{4}-%h{12}"),
            token(CLOUD, "heroku-authorization", "Heroku authorization token", "HRKU-AA%w{58}"),
            named(CLOUD, "fastly-api-token", "Fastly API token", "fastly", "%w{32}"),
            token(CLOUD, "alibaba-access-key", "Alibaba Cloud access key id", "LTAI%a{12,20}"),
            named(CLOUD, "alibaba-secret-key", "Alibaba Cloud secret key", "alibaba|aliyun|alicloud", "%a{30}"),
            token(CLOUD, "tencent-secret-id", "Tencent Cloud secret id", "AKID%a{32}"),
            named(CLOUD, "tencent-secret-key", "Tencent Cloud secret key", "tencent|qcloud", "%a{32}"),
            token(CLOUD, "yandex-api-key", "Yandex Cloud API key", "AQVN%w{35,38}"),
            token(CLOUD, "yandex-iam-token", "Yandex Cloud IAM token", "t1.%w{80,300}.%w{80,110}"),
            token(CLOUD, "yandex-oauth-token", "Yandex OAuth token", "y0_%w{50,60}"),
            named(CLOUD, "yandex-access-key", "Yandex Cloud static key", "yandex|yc_secret", "YC%w{38}"),
            named(CLOUD, "ibm-cloud-key", "IBM Cloud API key", "ibmcloud|ibm_cloud|bluemix|iam_api|ibm", "%w{44}"),
            named(
                    CLOUD,
                    "oracle-auth-token",
                    "Oracle Cloud auth token",
                    "oci_auth|ocir|oci_token",
                    "[A-Za-z0-9{}<>;:~#!()]{20}"),
            named(CLOUD, "linode-token", "Linode token", "linode", "%h{64}"),
            named(CLOUD, "vultr-key", "Vultr API key", "vultr", "%U{36}"),
            named(CLOUD, "hetzner-token", "Hetzner Cloud token", "hcloud|hetzner", "%a{64}"),
            named(
                    CLOUD,
                    "scaleway-secret",
                    "Scaleway secret key",
                    "scaleway|scw_secret",
                    "%h{8}-%h{4}-%h{4}-%h{4}-%h{12}"),
            named(
                    CLOUD,
                    "ovh-secret",
                    "OVHcloud application secret",
                    "ovh_application|ovh_consumer|ovh-app|ovh_app",
                    "%a{32}"),
            named(CLOUD, "upcloud-token", "UpCloud token", "upcloud", "ucat_%w{26,40}"),
            token(CLOUD, "fly-token", "Fly.io token", "(fm1r_|fm1a_|fm2_)[A-Za-z0-9+/=,_-]{60,800}"),
            named(CLOUD, "render-token", "Render API key", "render", "rnd_%a{28,36}"),
            named(CLOUD, "railway-token", "Railway token", "railway", "%h{8}-%h{4}-%h{4}-%h{4}-%h{12}"),
            token(CLOUD, "vercel-token", "Vercel token", "(vcp_|vci_|vca_|vcr_|vck_)%a{24,60}"),
            named(CLOUD, "vercel-classic-token", "Vercel token", "vercel", "%a{24}"),
            token(CLOUD, "netlify-token", "Netlify token", "nfp_%a{36,40}"),
            named(CLOUD, "netlify-classic-token", "Netlify token", "netlify", "%w{40,46}"),
            token(CLOUD, "supabase-token", "Supabase personal access token", "sbp_%h{40}"),
            token(CLOUD, "supabase-secret-key", "Supabase secret key", "sb_secret_%w{31,40}"),
            token(CLOUD, "planetscale-token", "PlanetScale token", "(pscale_tkn_|pscale_oauth_)%w{32,64}"),
            token(CLOUD, "planetscale-password", "PlanetScale password", "pscale_pw_%w{32,64}"),
            token(CLOUD, "neon-key", "Neon API key", "napi_%l{64}"),
            token(CLOUD, "databricks-token", "Databricks token", "dapi%h{32}"),
            named(
                    CLOUD,
                    "mongodb-atlas-key",
                    "MongoDB Atlas private key",
                    "atlas_private|mongodb_atlas|atlas_api",
                    "%h{8}-%h{4}-%h{4}-%h{4}-%h{12}"),
            named(CLOUD, "confluent-secret", "Confluent Cloud secret", "confluent", "%b{64}"),
            token(CLOUD, "aiven-token", "Aiven token", "aivenv1%b{100,400}"),
            named(
                    CLOUD,
                    "snowflake-token",
                    "Snowflake access token",
                    "snowflake",
                    "ver:1-hint:%d{6,20}-ETMs%b{60,400}"),
            named(
                    CLOUD,
                    "akamai-token",
                    "Akamai EdgeGrid token",
                    "akamai|client_secret|access_token|client_token",
                    "akab-%l{16}-%l{16}"),
            named(CLOUD, "gandi-key", "Gandi API key", "gandi", "%a{24}"),
            named(CLOUD, "godaddy-key", "GoDaddy API secret", "godaddy", "%a{21,22}"));

    private CloudKinds() {}
}

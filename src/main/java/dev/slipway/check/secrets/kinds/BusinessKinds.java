package dev.slipway.check.secrets.kinds;

import static dev.slipway.check.secrets.Family.AI;
import static dev.slipway.check.secrets.Family.MESSAGING;
import static dev.slipway.check.secrets.Family.PAYMENT;
import static dev.slipway.check.secrets.Kind.named;
import static dev.slipway.check.secrets.Kind.token;

import dev.slipway.check.secrets.Kind;
import java.util.List;

/** Keys that move money, send messages or spend it on language models. */
final class BusinessKinds {
    static final List<Kind> ALL = List.of(
            token(PAYMENT, "stripe-secret-key", "Stripe live secret key", "sk_live_%a{20,120}"),
            token(PAYMENT, "stripe-restricted-key", "Stripe live restricted key", "rk_live_%a{20,120}"),
            token(PAYMENT, "stripe-webhook-secret", "Stripe webhook secret", "whsec_%b{32,48}"),
            token(PAYMENT, "square-access-token", "Square access token", "(EAAAE|EAAAl)%w{55,60}"),
            token(PAYMENT, "square-personal-token", "Square personal access token", "sq0atp-%w{22}"),
            token(PAYMENT, "square-client-secret", "Square client secret", "sq0csp-%w{43}"),
            token(PAYMENT, "shopify-access-token", "Shopify access token", "shpat_%h{32}"),
            token(PAYMENT, "shopify-custom-app-token", "Shopify custom app token", "shpca_%h{32}"),
            token(PAYMENT, "shopify-private-app-token", "Shopify private app password", "shppa_%h{32}"),
            token(PAYMENT, "shopify-shared-secret", "Shopify shared secret", "shpss_%h{32}"),
            token(PAYMENT, "paypal-braintree-token", "Braintree access token", "access_token$production$%l{16}$%h{32}"),
            named(PAYMENT, "paypal-secret", "PayPal client secret", "paypal", "E%w{79}"),
            token(PAYMENT, "adyen-key", "Adyen API key", "AQE%w{2}hm%a{8,140}").likely(),
            token(PAYMENT, "flutterwave-key", "Flutterwave live secret key", "FLWSECK-%a{32}-X"),
            named(PAYMENT, "razorpay-secret", "Razorpay live secret", "razorpay", "%a{24}"),
            named(PAYMENT, "plaid-secret", "Plaid secret", "plaid", "%h{30}"),
            token(
                    PAYMENT,
                    "plaid-access-token",
                    "Plaid access token",
                    "access-production-%h{8}-%h{4}-%h{4}-%h{4}-%h{12}"),
            named(PAYMENT, "coinbase-secret", "Coinbase secret", "coinbase", "%w{64}"),
            token(PAYMENT, "mollie-key", "Mollie live key", "live_%a{30,34}").likely(),
            token(PAYMENT, "gocardless-token", "GoCardless live token", "live_%w{40}")
                    .likely(),
            token(PAYMENT, "easypost-key", "EasyPost production key", "EZAK%a{54}"),
            token(PAYMENT, "shippo-token", "Shippo live token", "shippo_live_%h{40}"),
            token(PAYMENT, "lob-key", "Lob live key", "live_%h{35}").likely(),
            token(MESSAGING, "slack-bot-token", "Slack bot token", "xoxb-%d{10,13}-%d{10,13}-%a{18,40}"),
            token(
                    MESSAGING,
                    "slack-user-token",
                    "Slack user token",
                    "(xoxp-|xoxe-)%d{10,13}-%d{10,13}-%d{10,13}-%a{28,40}"),
            token(
                    MESSAGING,
                    "slack-configuration-token",
                    "Slack configuration token",
                    "(xoxe.xoxp-|xoxe.xoxb-|xoxe-)%d-%a{146,166}"),
            token(MESSAGING, "slack-app-token", "Slack app token", "xapp-%d-%U{9,13}-%d{10,14}-%l{32,64}"),
            token(
                    MESSAGING,
                    "slack-legacy-token",
                    "Slack legacy token",
                    "(xoxa-|xoxr-|xoxs-|xoxo-)[0-9A-Za-z-]{24,120}"),
            token(
                    MESSAGING,
                    "slack-webhook",
                    "Slack webhook URL",
                    "https://hooks.slack.com/(services|workflows|triggers)/[A-Z0-9]{8,14}/[A-Z0-9]{8,14}/%a{20,48}"),
            token(
                    MESSAGING,
                    "discord-webhook",
                    "Discord webhook URL",
                    "(discord.com|discordapp.com)/api/webhooks/%d{17,20}/%w{60,72}"),
            named(
                            MESSAGING,
                            "discord-bot-token",
                            "Discord bot token",
                            "discord|bot_token|token",
                            "[MNO]%a{23,27}.%w{6}.%w{27,38}")
                    .proven(Proofs::discord, Makers::discord),
            named(MESSAGING, "discord-client-secret", "Discord client secret", "discord", "%w{32}"),
            token(MESSAGING, "telegram-bot-token", "Telegram bot token", "%d{8,10}(:AA)%w{33}"),
            token(
                    MESSAGING,
                    "teams-webhook",
                    "Microsoft Teams webhook URL",
                    ".webhook.office.com/webhookb2/%h{8}-%h{4}-%h{4}-%h{4}-%h{12}@%h{8}-%h{4}-%h{4}-%h{4}-%h{12}/IncomingWebhook/%h{32}"),
            named(MESSAGING, "twilio-auth-token", "Twilio auth token", "twilio", "%h{32}"),
            token(MESSAGING, "twilio-api-key", "Twilio API key", "SK%h{32}"),
            token(MESSAGING, "sendgrid-key", "SendGrid API key", "SG.%w{22}.%w{43}"),
            named(MESSAGING, "mailgun-key", "Mailgun API key", "mailgun|mg_api", "key-%h{32}"),
            named(MESSAGING, "mailgun-private-key", "Mailgun private key", "mailgun", "%h{32}-%h{8}-%h{8}"),
            token(MESSAGING, "mailchimp-key", "Mailchimp API key", "%h{32}(-us)%d{1,2}"),
            token(MESSAGING, "brevo-key", "Brevo API key", "xkeysib-%h{64}-%a{16}"),
            token(MESSAGING, "brevo-smtp-key", "Brevo SMTP key", "xsmtpsib-%h{64}-%a{16}"),
            token(MESSAGING, "resend-key", "Resend API key", "re_%a{8}_%a{24}"),
            named(MESSAGING, "postmark-token", "Postmark server token", "postmark", "%h{8}-%h{4}-%h{4}-%h{4}-%h{12}"),
            named(MESSAGING, "mailjet-secret", "Mailjet secret", "mailjet|mj_apikey", "%h{32}"),
            named(MESSAGING, "sparkpost-key", "SparkPost API key", "sparkpost", "%h{40}"),
            token(MESSAGING, "mailersend-token", "MailerSend token", "mlsn.%h{64}"),
            named(MESSAGING, "messagebird-key", "MessageBird key", "messagebird", "%a{25}"),
            named(MESSAGING, "vonage-secret", "Vonage secret", "nexmo|vonage", "%a{16}"),
            named(MESSAGING, "pusher-secret", "Pusher secret", "pusher", "%h{20}"),
            named(MESSAGING, "line-token", "LINE channel token", "line_channel|channel_access", "%b{150,180}"),
            token(MESSAGING, "facebook-token", "Facebook access token", "EAA%a{100,300}")
                    .likely(),
            named(MESSAGING, "facebook-secret", "Facebook app secret", "facebook|fb_app", "%h{32}"),
            named(MESSAGING, "twitter-secret", "X (Twitter) secret", "twitter", "%a{45,50}"),
            token(
                    MESSAGING,
                    "twitter-bearer-token",
                    "X (Twitter) bearer token",
                    "AAAAAAAAAAAAAAAAAAAAA[A-Za-z0-9%]{60,120}"),
            token(MESSAGING, "firebase-server-key", "Firebase server key", "AAAA%w{7}:APA91%w{130,150}"),
            named(MESSAGING, "onesignal-key", "OneSignal key", "onesignal", "os_v2_app_%l{100,110}"),
            token(AI, "openai-key", "OpenAI API key", "%w{20,100}(T3BlbkFJ)%w{20,100}"),
            token(AI, "anthropic-key", "Anthropic API key", "(sk-ant-api03-|sk-ant-api02-)%w{80,100}"),
            token(AI, "anthropic-admin-key", "Anthropic admin key", "sk-ant-admin01-%w{80,100}"),
            token(AI, "anthropic-oauth-token", "Anthropic OAuth token", "(sk-ant-oat01-|sk-ant-ort01-)%w{80,110}"),
            token(AI, "huggingface-token", "Hugging Face token", "hf_[A-Za-z]{34}"),
            token(AI, "huggingface-organization-token", "Hugging Face organization token", "api_org_[A-Za-z]{34}"),
            token(AI, "groq-key", "Groq API key", "gsk_%a{48,56}"),
            token(AI, "xai-key", "xAI API key", "xai-%a{70,90}"),
            token(AI, "perplexity-key", "Perplexity API key", "pplx-%a{48,56}"),
            token(AI, "replicate-token", "Replicate token", "r8_%a{37}"),
            token(AI, "openrouter-key", "OpenRouter API key", "sk-or-v1-%h{64}"),
            named(AI, "cohere-key", "Cohere API key", "cohere|co_api", "%a{40}"),
            named(AI, "mistral-key", "Mistral API key", "mistral", "%a{32}"),
            named(AI, "deepseek-key", "DeepSeek API key", "deepseek", "sk-%h{32}"),
            token(AI, "langsmith-key", "LangSmith API key", "(lsv2_pt_|lsv2_sk_)%h{32}_%h{10}"),
            token(AI, "pinecone-key", "Pinecone API key", "pcsk_%w{60,75}"),
            named(AI, "weights-and-biases-key", "Weights and Biases key", "wandb", "%h{40}"),
            named(AI, "elevenlabs-key", "ElevenLabs key", "elevenlabs|eleven_labs|xi-api", "(sk_)%h{48}"),
            named(AI, "deepgram-key", "Deepgram key", "deepgram", "%h{40}"),
            named(AI, "assemblyai-key", "AssemblyAI key", "assemblyai|assembly_ai", "%h{32}"),
            named(AI, "together-key", "Together AI key", "together_api|togetherai", "%h{64}"),
            token(AI, "fireworks-key", "Fireworks AI key", "fw_%a{22,24}").likely(),
            named(AI, "stability-key", "Stability AI key", "stability", "sk-%a{48}"),
            token(AI, "nvidia-key", "NVIDIA API key", "nvapi-%w{60,70}"));

    private BusinessKinds() {}
}

package dev.slipway.check.rules.cloud.azure;

import static dev.slipway.base.Severity.HIGH;
import static dev.slipway.base.Severity.LOW;
import static dev.slipway.base.Severity.MEDIUM;
import static dev.slipway.check.rules.cloud.CloudRule.rule;
import static dev.slipway.check.rules.cloud.Condition.FALSE;
import static dev.slipway.check.rules.cloud.Condition.SET;
import static dev.slipway.check.rules.cloud.Condition.TRUE;
import static dev.slipway.check.rules.cloud.Condition.any;
import static dev.slipway.check.rules.cloud.Condition.oneOf;

import dev.slipway.check.Rule;
import dev.slipway.check.rules.cloud.Links;
import java.util.List;

/** Rules about web and function apps. */
final class AppServiceRules {
    private static final Rule APP_SERVICE_PLAIN_HTTP = rule(
                    "azure/app-service-plain-http", HIGH, "App Service (web app) is not HTTPS only")
            .why("Passwords and cookies are read and changed on their way.")
            .fix("set https_only to true")
            .controls("CIS-AZURE-9.1", "PCI-4.2.1")
            .on("azurerm_app_service", "azurerm_linux_web_app", "azurerm_windows_web_app")
            .expect("https_only", TRUE)
            .bad("name = \"a\"")
            .bad("https_only = false")
            .good("https_only = true")
            .good("https_only = var.https")
            .done();

    private static final Rule FUNCTION_APP_PLAIN_HTTP = rule(
                    "azure/function-app-plain-http", HIGH, "Function App is not HTTPS only")
            .why("Passwords and cookies are read and changed on their way.")
            .fix("set https_only to true")
            .controls("CIS-AZURE-9.1", "PCI-4.2.1")
            .on("azurerm_function_app", "azurerm_linux_function_app", "azurerm_windows_function_app")
            .expect("https_only", TRUE)
            .bad("name = \"a\"")
            .bad("https_only = false")
            .good("https_only = true")
            .good("https_only = var.https")
            .done();

    private static final Rule APP_SERVICE_OLD_TLS = rule(
                    "azure/app-service-old-tls", MEDIUM, "App Service is not using the latest TLS encryption version")
            .why("TLS 1.0 and 1.1 can be broken.")
            .fix("set site_config.minimum_tls_version to 1.2")
            .controls("CIS-AZURE-9.3", "PCI-4.2.1")
            .on("azurerm_app_service", "azurerm_linux_web_app", "azurerm_windows_web_app")
            .expect("site_config[].min_tls_version", oneOf("1.2", "1.3").orAbsent(), "\"1.2\"")
            .expect("site_config[].minimum_tls_version", oneOf("1.2", "1.3").orAbsent(), "\"1.2\"")
            .bad("""
                    site_config {
                      min_tls_version = "1.1"
                    }
                    """)
            .bad("""
                    site_config {
                      minimum_tls_version = "1.0"
                    }
                    """)
            .good("""
                    site_config {
                      minimum_tls_version = "1.2"
                    }
                    """)
            .good("name = \"a\"")
            .done();

    private static final Rule FUNCTION_APP_OLD_TLS = rule(
                    "azure/function-app-old-tls", MEDIUM, "Function App is not using the latest TLS encryption version")
            .why("TLS 1.0 and 1.1 can be broken.")
            .fix("set site_config.minimum_tls_version to 1.2")
            .controls("CIS-AZURE-9.3", "PCI-4.2.1")
            .on("azurerm_function_app", "azurerm_linux_function_app", "azurerm_windows_function_app")
            .expect("site_config[].min_tls_version", oneOf("1.2", "1.3").orAbsent(), "\"1.2\"")
            .expect("site_config[].minimum_tls_version", oneOf("1.2", "1.3").orAbsent(), "\"1.2\"")
            .bad("""
                    site_config {
                      min_tls_version = 1.1
                    }
                    """)
            .bad("""
                    site_config {
                      minimum_tls_version = "1.0"
                    }
                    """)
            .good("""
                    site_config {
                      minimum_tls_version = "1.2"
                    }
                    """)
            .good("name = \"a\"")
            .done();

    private static final Rule APP_SERVICE_FTP = rule(
                    "azure/app-service-ftp",
                    MEDIUM,
                    "App Service FTPS enforcement is disabled: plain FTP deployments are allowed")
            .why("Passwords and code travel readable.")
            .fix("set site_config.ftps_state to FtpsOnly or Disabled")
            .controls("CIS-AZURE-9.10", "PCI-4.2.1")
            .on("azurerm_app_service", "azurerm_linux_web_app", "azurerm_windows_web_app")
            .expect("site_config[].ftps_state", oneOf("FtpsOnly", "Disabled").orAbsent(), "\"Disabled\"")
            .bad("""
                    site_config {
                      ftps_state = "AllAllowed"
                    }
                    """)
            .badFile("""
                    resource "azurerm_linux_web_app" "a" {
                      site_config {
                        ftps_state = "AllAllowed"
                      }
                    }
                    """)
            .good("""
                    site_config {
                      ftps_state = "Disabled"
                    }
                    """)
            .good("name = \"a\"")
            .done();

    private static final Rule FUNCTION_APP_FTP = rule(
                    "azure/function-app-ftp",
                    MEDIUM,
                    "Function App FTPS enforcement is disabled: plain FTP deployments are allowed")
            .why("Passwords and code travel readable.")
            .fix("set site_config.ftps_state to FtpsOnly or Disabled")
            .controls("CIS-AZURE-9.10", "PCI-4.2.1")
            .on("azurerm_function_app", "azurerm_linux_function_app", "azurerm_windows_function_app")
            .expect("site_config[].ftps_state", oneOf("FtpsOnly", "Disabled").orAbsent(), "\"Disabled\"")
            .bad("""
                    site_config {
                      ftps_state = "AllAllowed"
                    }
                    """)
            .badFile("""
                    resource "azurerm_linux_function_app" "a" {
                      site_config {
                        ftps_state = "AllAllowed"
                      }
                    }
                    """)
            .good("""
                    site_config {
                      ftps_state = "FtpsOnly"
                    }
                    """)
            .good("name = \"a\"")
            .done();

    private static final Rule APP_SERVICE_NO_HTTP2 = rule(
                    "azure/app-service-no-http2", MEDIUM, "App Service has HTTP2 disabled")
            .why("HTTP 1.1 is slower and easier to smuggle requests through.")
            .fix("set site_config.http2_enabled to true")
            .controls("CIS-AZURE-9.9")
            .on("azurerm_app_service", "azurerm_linux_web_app", "azurerm_windows_web_app")
            .expect("site_config.http2_enabled", TRUE)
            .bad("""
                    site_config {
                      http2_enabled = false
                    }
                    """)
            .bad("name = \"a\"")
            .good("""
                    site_config {
                      http2_enabled = true
                    }
                    """)
            .good("""
                    site_config {
                      http2_enabled = var.on
                    }
                    """)
            .done();

    private static final Rule FUNCTION_APP_NO_HTTP2 = rule(
                    "azure/function-app-no-http2", MEDIUM, "Function App has HTTP2 disabled")
            .why("HTTP 1.1 is slower and easier to smuggle requests through.")
            .fix("set site_config.http2_enabled to true")
            .controls("CIS-AZURE-9.9")
            .on("azurerm_function_app", "azurerm_linux_function_app", "azurerm_windows_function_app")
            .expect("site_config.http2_enabled", TRUE)
            .bad("""
                    site_config {
                      http2_enabled = false
                    }
                    """)
            .bad("name = \"a\"")
            .good("""
                    site_config {
                      http2_enabled = true
                    }
                    """)
            .good("""
                    site_config {
                      http2_enabled = var.on
                    }
                    """)
            .done();

    private static final Rule APP_SERVICE_NO_IDENTITY = rule(
                    "azure/app-service-no-identity", LOW, "App Service has no managed identity")
            .why("It needs passwords for what an identity could do without.")
            .fix("add identity")
            .controls("CIS-AZURE-9.5", "PCI-8.6.2")
            .on("azurerm_app_service", "azurerm_linux_web_app", "azurerm_windows_web_app")
            .expect("identity", SET)
            .bad("name = \"a\"")
            .bad("https_only = true")
            .good("""
                    identity {
                      type = "SystemAssigned"
                    }
                    """)
            .good("""
                    identity {
                      type = var.type
                    }
                    """)
            .done();

    private static final Rule FUNCTION_APP_NO_IDENTITY = rule(
                    "azure/function-app-no-identity", MEDIUM, "Function App has managed identity disabled")
            .why("It needs passwords for what an identity could do without.")
            .fix("add identity")
            .controls("CIS-AZURE-9.5", "PCI-8.6.2")
            .on("azurerm_function_app", "azurerm_linux_function_app", "azurerm_windows_function_app")
            .expect("identity", SET)
            .bad("name = \"a\"")
            .bad("https_only = true")
            .good("""
                    identity {
                      type = "SystemAssigned"
                    }
                    """)
            .good("""
                    identity {
                      type = var.type
                    }
                    """)
            .done();

    private static final Rule APP_SERVICE_NO_AUTH = rule(
                    "azure/app-service-no-auth", LOW, "App Service authentication is not set")
            .why("Everybody reaches the app; it must ask who it is by itself.")
            .fix("set auth_settings.enabled to true")
            .controls("CIS-AZURE-9.1", "OWASP-API2")
            .on("azurerm_app_service", "azurerm_linux_web_app", "azurerm_windows_web_app")
            .check((resource, all, out) -> Links.answer(
                    Links.is(resource, "auth_settings.enabled", TRUE)
                            .or(Links.is(resource, "auth_settings_v2.auth_enabled", TRUE))
                            .not(),
                    resource,
                    "authentication is not enabled",
                    out))
            .bad("name = \"a\"")
            .bad("""
                    auth_settings {
                      enabled = false
                    }
                    """)
            .good("""
                    auth_settings {
                      enabled = true
                    }
                    """)
            .good("""
                    auth_settings_v2 {
                      auth_enabled = true
                    }
                    """)
            .done();

    private static final Rule FUNCTION_APP_NO_AUTH = rule(
                    "azure/function-app-no-auth", LOW, "Function App authentication is disabled")
            .why("Everybody reaches the app; it must ask who it is by itself.")
            .fix("set auth_settings.enabled to true")
            .controls("CIS-AZURE-9.1", "OWASP-API2")
            .on("azurerm_function_app", "azurerm_linux_function_app", "azurerm_windows_function_app")
            .check((resource, all, out) -> Links.answer(
                    Links.is(resource, "auth_settings.enabled", TRUE)
                            .or(Links.is(resource, "auth_settings_v2.auth_enabled", TRUE))
                            .not(),
                    resource,
                    "authentication is not enabled",
                    out))
            .bad("name = \"a\"")
            .bad("""
                    auth_settings {
                      enabled = false
                    }
                    """)
            .good("""
                    auth_settings {
                      enabled = true
                    }
                    """)
            .good("""
                    auth_settings_v2 {
                      auth_enabled = true
                    }
                    """)
            .done();

    private static final Rule FUNCTION_APP_NO_CLIENT_CERTIFICATE = rule(
                    "azure/function-app-no-client-certificate",
                    LOW,
                    "Function App does not ask for client certificates")
            .why("Everybody may open a connection.")
            .fix("set client_certificate_mode to Required")
            .controls("CIS-AZURE-9.4")
            .on("azurerm_function_app", "azurerm_linux_function_app", "azurerm_windows_function_app")
            .check((resource, all, out) -> Links.answer(
                    Links.is(resource, "client_cert_mode", oneOf("Required"))
                            .or(Links.is(resource, "client_certificate_mode", oneOf("Required")))
                            .not(),
                    resource,
                    "client certificates are not required",
                    out))
            .bad("name = \"a\"")
            .bad("client_cert_mode = \"Optional\"")
            .good("client_cert_mode = \"Required\"")
            .good("client_certificate_mode = \"Required\"")
            .done();

    private static final Rule APP_SERVICE_NO_CLIENT_CERTIFICATE = rule(
                    "azure/app-service-no-client-certificate", LOW, "Azure App Service client certificate is disabled")
            .why("Everybody may open a connection.")
            .fix("set client_certificate_enabled to true")
            .controls("CIS-AZURE-9.4")
            .on("azurerm_app_service", "azurerm_linux_web_app", "azurerm_windows_web_app")
            .check((resource, all, out) -> Links.answer(
                    Links.is(resource, "client_cert_enabled", TRUE)
                            .or(Links.is(resource, "client_certificate_enabled", TRUE))
                            .not(),
                    resource,
                    "client certificates are not asked for",
                    out))
            .bad("name = \"a\"")
            .bad("client_cert_enabled = false")
            .good("client_cert_enabled = true")
            .good("client_certificate_enabled = true")
            .done();

    private static final Rule APP_SERVICE_CORS_ANY = rule(
                    "azure/app-service-cors-any", MEDIUM, "App Service or Function App CORS allows all origins")
            .why("Any website that a user visits calls the app with the user's browser.")
            .fix("name the origins")
            .controls("OWASP-API8")
            .on(
                    "azurerm_app_service",
                    "azurerm_linux_web_app",
                    "azurerm_windows_web_app",
                    "azurerm_function_app",
                    "azurerm_linux_function_app",
                    "azurerm_windows_function_app")
            .expect("site_config[].cors[].allowed_origins", any(oneOf("*")).not())
            .bad("""
                    site_config {
                      cors {
                        allowed_origins = ["*"]
                      }
                    }
                    """)
            .bad("""
                    site_config {
                      cors {
                        allowed_origins = ["https://example.com", "*"]
                      }
                    }
                    """)
            .good("""
                    site_config {
                      cors {
                        allowed_origins = ["https://example.com"]
                      }
                    }
                    """)
            .good("name = \"a\"")
            .done();

    private static final Rule APP_SERVICE_REMOTE_DEBUG = rule(
                    "azure/app-service-remote-debug", MEDIUM, "App Service remote debugging is enabled")
            .why("Whoever reaches the port stops and reads the running program.")
            .fix("set site_config.remote_debugging_enabled to false")
            .controls("PCI-2.2.6")
            .on("azurerm_app_service", "azurerm_linux_web_app", "azurerm_windows_web_app", "azurerm_function_app")
            .expect("site_config[].remote_debugging_enabled", FALSE.orAbsent(), "false")
            .bad("""
                    site_config {
                      remote_debugging_enabled = true
                    }
                    """)
            .bad("""
                    site_config {
                      remote_debugging_enabled = "true"
                    }
                    """)
            .good("""
                    site_config {
                      remote_debugging_enabled = false
                    }
                    """)
            .good("name = \"a\"")
            .done();

    /** In a fixed order. */
    static final List<Rule> ALL = List.of(
            APP_SERVICE_PLAIN_HTTP,
            FUNCTION_APP_PLAIN_HTTP,
            APP_SERVICE_OLD_TLS,
            FUNCTION_APP_OLD_TLS,
            APP_SERVICE_FTP,
            FUNCTION_APP_FTP,
            APP_SERVICE_NO_HTTP2,
            FUNCTION_APP_NO_HTTP2,
            APP_SERVICE_NO_IDENTITY,
            FUNCTION_APP_NO_IDENTITY,
            APP_SERVICE_NO_AUTH,
            FUNCTION_APP_NO_AUTH,
            FUNCTION_APP_NO_CLIENT_CERTIFICATE,
            APP_SERVICE_NO_CLIENT_CERTIFICATE,
            APP_SERVICE_CORS_ANY,
            APP_SERVICE_REMOTE_DEBUG);

    private AppServiceRules() {}
}

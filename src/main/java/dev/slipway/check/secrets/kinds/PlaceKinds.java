package dev.slipway.check.secrets.kinds;

import static dev.slipway.check.secrets.Family.CREDENTIAL;
import static dev.slipway.check.secrets.Family.PRIVATE_KEY;
import static dev.slipway.check.secrets.Family.URL;
import static dev.slipway.check.secrets.Family.WEB_TOKEN;
import static dev.slipway.check.secrets.Kind.named;
import static dev.slipway.check.secrets.Kind.read;
import static dev.slipway.check.secrets.Kind.token;

import dev.slipway.check.secrets.Kind;
import dev.slipway.check.secrets.Proof.Answer;
import dev.slipway.check.secrets.SecretValues;
import java.util.List;
import java.util.stream.Stream;

/** Keys, web tokens, and the places in URLs, files and command lines that are made for a credential. */
final class PlaceKinds {
    private static final List<Kind> KEYS = List.of(
            pem("rsa-private-key", "RSA private key", "RSA PRIVATE KEY"),
            pem("pkcs8-private-key", "PKCS 8 private key", "PRIVATE KEY"),
            pem("ec-private-key", "EC private key", "EC PRIVATE KEY"),
            pem("dsa-private-key", "DSA private key", "DSA PRIVATE KEY"),
            pem("openssh-private-key", "OpenSSH private key", "OPENSSH PRIVATE KEY"),
            pem("pgp-private-key", "PGP private key", "PGP PRIVATE KEY BLOCK"),
            read(
                    PRIVATE_KEY,
                    "putty-private-key",
                    "PuTTY private key",
                    List.of("PuTTY-User-Key-File-"),
                    Readings::putty,
                    s -> "PuTTY-User-Key-File-3: ssh-ed25519\nEncryption: " + (isMade(s) ? "none" : s)
                            + "\nPrivate-Lines: 1\n" + s + "\n"),
            token(
                    PRIVATE_KEY,
                    "age-secret-key",
                    "age secret key",
                    "AGE-SECRET-KEY-1[QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L]{58}"),
            token(
                    PRIVATE_KEY,
                    "age-plugin-key",
                    "age plugin identity",
                    "AGE-PLUGIN-[A-Z0-9]{3,20}-1[QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L]{20,120}"),
            named(PRIVATE_KEY, "wireguard-private-key", "WireGuard private key", "privatekey|presharedkey", "%b{43}="),
            named(
                    PRIVATE_KEY,
                    "ethereum-private-key",
                    "private key of an Ethereum account",
                    "private_key|privatekey|private-key|deployer",
                    "0x%h{64}"),
            read(
                    PRIVATE_KEY,
                    "json-web-key",
                    "private JSON web key",
                    List.of("\"d\""),
                    Readings::webKey,
                    s -> "{\"kty\":\"EC\",\"crv\":\"P-256\",\"d\":\"" + s.repeat(3) + "\"}\n"),
            read(
                            PRIVATE_KEY,
                            "kubeconfig-client-key",
                            "client key of a kubeconfig",
                            List.of("client-key-data"),
                            Readings.after("client-key-data", v -> v.length() > 80),
                            s -> "    client-key-data: " + Makers.base64(Makers.pem("EC " + "PRIVATE KEY", s)) + "\n")
                    .proven(Proofs::encodedKey));

    private static final List<Kind> TOKENS = List.of(
            token(WEB_TOKEN, "json-web-token", "JSON web token", "eyJ%w{10,1000}.eyJ%w{10,4000}.%w{20,800}")
                    .likely()
                    .proven(Proofs::jwt, Makers::jwt),
            token(
                            WEB_TOKEN,
                            "supabase-service-role",
                            "Supabase service role key",
                            "eyJ%w{10,1000}.eyJ%w{10,4000}.%w{20,800}")
                    .proven(Proofs::supabaseServiceRole, Makers::serviceRole));

    private static final List<Kind> URLS = List.of(
            url("postgres-url", "PostgreSQL URL with a password", "postgres://", "postgresql://", "cockroachdb://"),
            url("mysql-url", "MySQL URL with a password", "mysql://", "mysql2://", "mariadb://"),
            url("mongodb-url", "MongoDB URL with a password", "mongodb://", "mongodb+srv://"),
            url("redis-url", "Redis URL with a password", "redis://", "rediss://", "valkey://"),
            url("amqp-url", "AMQP URL with a password", "amqp://", "amqps://"),
            url("sqlserver-url", "SQL Server URL with a password", "mssql://", "sqlserver://"),
            url("clickhouse-url", "ClickHouse URL with a password", "clickhouse://"),
            url("nats-url", "NATS URL with a password", "nats://"),
            url("ldap-url", "LDAP URL with a password", "ldap://", "ldaps://"),
            url("smtp-url", "mail server URL with a password", "smtp://", "smtps://", "imap://", "imaps://"),
            url("ftp-url", "file server URL with a password", "ftp://", "ftps://", "sftp://"),
            url("mqtt-url", "MQTT URL with a password", "mqtt://", "mqtts://"),
            url("web-url", "URL with a password", "http://", "https://"),
            read(
                    URL,
                    "other-url",
                    "URL with a password",
                    List.of("://"),
                    Readings::anyUrl,
                    s -> "url: custom://app:" + s + "@db.internal/x\n"),
            read(
                    URL,
                    "connection-string",
                    "connection string with a password",
                    List.of("password=", "pwd="),
                    Readings::connectionString,
                    s -> "\"Server=db.internal;Database=shop;User Id=app;Password=" + s + ";\"\n"));

    private static final List<Kind> PLACES = List.of(
            read(
                    CREDENTIAL,
                    "npmrc-token",
                    "registry token of an .npmrc",
                    List.of(":_authToken"),
                    Readings.after(":_authToken", SecretValues::looksReal),
                    s -> "//npm.internal/:_authToken=" + s + "\n"),
            read(
                    CREDENTIAL,
                    "npmrc-auth",
                    "registry credential of an .npmrc",
                    List.of(":_auth=", "\n_auth="),
                    Readings.after(":_auth", PlaceKinds::isCredentials),
                    s -> "//npm.internal/:_auth=" + Makers.base64("app:" + s) + "\n"),
            read(
                    CREDENTIAL,
                    "netrc-password",
                    "password of a .netrc",
                    List.of("machine "),
                    Readings::netrc,
                    s -> "machine git.internal login app password " + s + "\n"),
            read(
                    CREDENTIAL,
                    "docker-auth",
                    "registry credential of a Docker configuration",
                    List.of("\"auth\""),
                    Readings.after("\"auth\"", PlaceKinds::isCredentials),
                    s -> "{\"auths\":{\"registry.internal\":{\"auth\":\"" + Makers.base64("app:" + s) + "\"}}}\n"),
            read(
                    CREDENTIAL,
                    "basic-header",
                    "basic authorization header",
                    List.of("authorization: basic "),
                    Readings.after("authorization: basic", PlaceKinds::isCredentials),
                    s -> "curl -H 'Authorization: Basic " + Makers.base64("app:" + s) + "' https://shop.internal\n"),
            read(
                    CREDENTIAL,
                    "bearer-header",
                    "bearer authorization header",
                    List.of("authorization: bearer "),
                    Readings.after("authorization: bearer", v -> v.length() >= 16 && SecretValues.looksReal(v)),
                    s -> "curl -H 'Authorization: Bearer " + s + s + "' https://shop.internal\n"),
            read(
                    CREDENTIAL,
                    "curl-user",
                    "password on a curl command line",
                    List.of("curl "),
                    Readings.userOption("-u ", "--user ", "--user="),
                    s -> "curl -fsS -u app:" + s + " https://shop.internal\n"),
            read(
                    CREDENTIAL,
                    "sshpass",
                    "password on an sshpass command line",
                    List.of("sshpass "),
                    Readings.option("-p"),
                    s -> "sshpass -p " + s + " ssh app@shop.internal\n"),
            read(
                    CREDENTIAL,
                    "mysql-password",
                    "password on a MySQL command line",
                    List.of("mysql ", "mysqldump ", "mysqladmin "),
                    Readings.option("-p", "--password="),
                    s -> "mysql -u app -p" + s + " shop\n"),
            read(
                    CREDENTIAL,
                    "redis-cli-password",
                    "password on a redis-cli command line",
                    List.of("redis-cli "),
                    Readings.option("-a ", "--pass "),
                    s -> "redis-cli -h cache -a " + s + " ping\n"),
            read(
                    CREDENTIAL,
                    "docker-login",
                    "password on a docker login command line",
                    List.of("docker login", "podman login", "helm registry login"),
                    Readings.option("-p ", "--password ", "--password="),
                    s -> "docker login -u app -p " + s + " registry.internal\n"),
            read(
                    CREDENTIAL,
                    "ansible-password",
                    "password of an Ansible connection",
                    List.of("ansible_ssh_pass", "ansible_become_pass", "ansible_sudo_pass"),
                    Readings::afterName,
                    s -> "web ansible_ssh_pass=" + s + "\n"),
            read(
                    CREDENTIAL,
                    "htpasswd",
                    "password hash of an .htpasswd",
                    List.of("$apr1$", "$2y$", "{SHA}"),
                    Readings::htpasswd,
                    s -> "app:"
                            + (isMade(s)
                                    ? "$apr1$" + s.substring(0, 8) + "$"
                                            + s.repeat(2).substring(0, 22)
                                    : s) + "\n"),
            read(
                    CREDENTIAL,
                    "pgpass",
                    "password of a .pgpass",
                    List.of(":5432:"),
                    Readings::pgpass,
                    s -> "db.internal:5432:shop:app:" + s + "\n"));

    static final List<Kind> ALL =
            Stream.of(KEYS, TOKENS, URLS, PLACES).flatMap(List::stream).toList();

    private PlaceKinds() {}

    private static Kind pem(String id, String name, String label) {
        return read(
                        PRIVATE_KEY,
                        id,
                        name,
                        List.of("-----BEGIN " + label + "-----"),
                        Readings::pem,
                        s -> Makers.pem(label, s))
                .unmistakable()
                .proven(Proofs::privateKey);
    }

    private static Kind url(String id, String name, String... schemes) {
        return read(
                URL,
                id,
                name,
                List.of(schemes),
                Readings::url,
                s -> "url: " + schemes[0] + "app:" + s + "@db.internal/shop\n");
    }

    private static boolean isCredentials(String encoded) {
        return Proofs.basicCredentials(encoded) == Answer.PROVEN;
    }

    /** Whether it is a made-up secret and not what stands in place of one. */
    private static boolean isMade(String secret) {
        return secret.chars().allMatch(Character::isLetterOrDigit) && SecretValues.looksReal(secret);
    }
}

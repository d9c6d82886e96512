package dev.slipway.assess.detect;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What {@link CodeScan} looks for: one table, no code. Patterns are linear on lines of bounded length. */
final class CodePatterns {
    /** A variable that carries a port, read from the environment on this line. */
    static final Pattern PORT_VARIABLE =
            Pattern.compile("(?<![A-Za-z0-9_])([A-Z][A-Z0-9_]{0,30}_PORT|PORT)(?![A-Za-z0-9_])");

    /** The line reads the environment, or a helper that does. */
    static final Pattern READS_ENVIRONMENT = Pattern.compile(
            "(?i)getenv|environ|process\\.env|\\benv\\b|env(?:ironment)?[(.\\[]|getOrDefault|env::var|lookupenv|\\bsetting\\(|\\benv[A-Z]\\w*\\(");

    /** A number that stands as default after the variable's name. */
    static final Pattern DEFAULT_AFTER =
            Pattern.compile("^[\"'\\])}]{0,3}(?:[^0-9;\\n]{0,48}?)[\"':]?(\\d{2,5})\\b(?!\\s*ms)");

    /** A default a line or two below: {@code port = "8080"}, {@code ? 8080 :}. */
    static final Pattern DEFAULT_BELOW = Pattern.compile(
            "(?i)(?:port\\w*\\s*:?=\\s*[\"']?:?|[?:]\\s*|addr\\w*\\s*:?=\\s*[\"'][^\"':]*:|return\\s+[\"']?)(\\d{2,5})\\b");

    /** The fallback of a function that reads a port variable, further down in the same file. */
    static final Pattern RETURNED = Pattern.compile("^\\s*return\\s+(\\d{4,5})\\s*;?\\s*$");

    /** A port as a literal where a server is bound. */
    static final List<Pattern> PORT_LITERALS = List.of(
            Pattern.compile("\\.listen\\(\\s*(\\d{2,5})\\b"),
            Pattern.compile("(?:\\.listen|serve)\\(\\s*\\{[^}]{0,120}\\bport:\\s*(\\d{2,5})\\b"),
            Pattern.compile("InetSocketAddress\\(\\s*(?:[^,()]{1,60}(?:\\(\\))?\\s*,\\s*)?(\\d{2,5})\\s*\\)"),
            Pattern.compile("ServerSocket\\(\\s*(\\d{2,5})\\b"),
            Pattern.compile("[Jj]avalin\\w*(?:\\.create\\([^;]{0,80}\\))?\\.start\\(\\s*(\\d{2,5})\\b"),
            Pattern.compile("(?:^|[\\s.])(?:port|setPort|withPort)\\(\\s*(\\d{2,5})\\s*\\)"),
            Pattern.compile("\\.(?:Run|Start|Listen)\\(\\s*\"[^\":]{0,60}:(\\d{2,5})\""),
            Pattern.compile(
                    "(?:ListenAndServe(?:TLS)?|net\\.Listen)\\(\\s*(?:\"tcp[46]?\"\\s*,\\s*)?\"[^\":]{0,60}:(\\d{2,5})\""),
            Pattern.compile("\\bAddr:\\s*\"[^\":]{0,60}:(\\d{2,5})\""),
            Pattern.compile("(?:\\brun|run_app|run_simple|serve)\\([^#]{0,160}\\bport\\s*=\\s*(\\d{2,5})\\b"),
            Pattern.compile(
                    "(?:HTTPServer|TCPServer|make_server)\\(\\s*\\(?\\s*[\"'][^\"']{0,60}[\"']\\s*,\\s*(\\d{2,5})\\b"),
            Pattern.compile("embeddedServer\\([^;]{0,80}port\\s*=\\s*(\\d{2,5})\\b"));

    /** A port as a named constant; counts only in a file that binds a server. */
    static final Pattern PORT_CONSTANT = Pattern.compile(
            "(?<![A-Za-z0-9.])(?:DEFAULT_|HTTP_|SERVER_|WEB_|APP_)?(?:PORT|port|httpPort|serverPort|defaultPort)\\s*(?::\\s*\\w+\\s*)?:?=\\s*[\"']?(\\d{2,5})\\b");

    /** The file binds a server. */
    static final Pattern LISTENS = Pattern.compile(
            "\\.listen\\(|serve_forever\\(|HttpServer\\.create|createServer\\(|ListenAndServe|http\\.Serve\\(|"
                    + "HTTPServer\\(|new InetSocketAddress\\(|ServerSocket\\(|Javalin|\\bapp\\.run\\(|uvicorn\\.run|Deno\\.serve|Bun\\.serve|"
                    + "\\.Run\\(|\\.Listen\\(|WebServer\\.builder|TCPServer\\(|make_server\\(|run_app\\(|run_simple\\(|embeddedServer\\(|"
                    + "serve\\(\\s*\\{|Undertow\\.builder|SparkJava|spark\\.Spark|net\\.Listen\\(|grpc\\.NewServer");

    /** A command-line flag that sets the port: group 1 the flag, group 2 the default. */
    static final List<Pattern> PORT_FLAGS = List.of(
            Pattern.compile("flag\\.(?:Int|Uint)\\(\\s*\"(port|p|http-port|listen-port)\"\\s*,\\s*(\\d{2,5})"),
            Pattern.compile(
                    "flag\\.String\\(\\s*\"(addr|listen|port|address|http|bind)\"\\s*,\\s*\"[^\"]{0,60}?:?(\\d{2,5})\""),
            Pattern.compile("add_argument\\([^#]{0,40}[\"']--(port)[\"'][^#]{0,80}default\\s*=\\s*[\"']?(\\d{2,5})"));

    /** A health route as a literal; group 1 the path. */
    static final Pattern HEALTH_ROUTE = Pattern.compile(
            "[\"'`](?:GET )?(/?(?:[a-z0-9_-]{1,30}/){0,3}(?:healthz?|health[-_]?check|readyz?|readiness|livez?|liveness|ping|status|up|heartbeat|alive))/?[$]?[\"'`]");

    /** A line that defines a route rather than calls one. */
    static final Pattern DEFINES_ROUTE = Pattern.compile(
            "(?i)\\.(?:get|all|route|use|handle|handler|handlefunc|path|add_url_rule|add_route|add_get|map|head|addHandler|add)\\(|"
                    + "@(?:get|request)?mapping|@path\\b|@get\\b|@controller|createContext|HandleFunc|Handle\\(|@\\w+\\.(?:route|get)|"
                    + "\\bpath\\(|re_path\\(|\\burl\\(|\\.url\\b|\\.path\\b|pathname|getPath\\(\\)|getRequestURI|case\\s+[\"']|\\bget\\(|Route\\(|equals\\(|==");

    /** A line that calls another server, or is text for people. */
    static final Pattern CALLS = Pattern.compile(
            "(?i)https?://|fetch\\(|axios|httpclient|requests\\.|http\\.get\\(|curl|URI\\.create|urlopen|console\\.log|println|printf|logger?\\.");

    /** Any route definition with a literal path; group 1 the path. */
    static final Pattern ROUTE = Pattern.compile(
            "(?i)(?:\\.(?:get|post|put|delete|patch|route|handlefunc|handle|createContext)\\(|@(?:get|post|put|delete|patch|request)mapping\\(|@\\w+\\.(?:route|get|post|put|delete)\\(|HandleFunc\\(|createContext\\(|@path\\(|\\bpath\\()[^\"'`]{0,40}[\"'`](?:[A-Z]+ )?(/?[^\"'`]{0,80})[\"'`]");

    /** A loop that takes work from a queue. */
    static final Pattern CONSUMES = Pattern.compile(
            "@KafkaListener|@RabbitListener|@JmsListener|@SqsListener|@Incoming\\(|new Worker\\(|"
                    + "KafkaConsumer|\\.basic_consume\\(|basicConsume\\(|@(?:shared_task|celery\\.task|app\\.task|dramatiq\\.actor)\\b|"
                    + "\\.consume\\(|consumer\\.run\\(|ReadMessage\\(|ReceiveMessage\\(|\\bBLPOP\\b|blpop\\(|brpop\\(|SKIP LOCKED");

    /** A server bound to the loopback address only. */
    static final Pattern BINDS_LOOPBACK = Pattern.compile(
            "(?:\\.listen\\(|InetSocketAddress\\(|ListenAndServe\\(|Addr:|\\bapp\\.run\\(|uvicorn\\.run\\(|HTTPServer\\(|TCPServer\\(|\\.Run\\(|\\.Listen\\()[^;#]{0,80}[\"'](?:localhost|127\\.0\\.0\\.1)(?::\\d+)?[\"']");

    /** First parts of variables whose port is someone else's. */
    private static final Set<String> FOREIGN = Set.of(
            "DB",
            "DATABASE",
            "PG",
            "POSTGRES",
            "POSTGRESQL",
            "MYSQL",
            "MARIADB",
            "MSSQL",
            "REDIS",
            "MONGO",
            "MONGODB",
            "KAFKA",
            "RABBIT",
            "RABBITMQ",
            "AMQP",
            "SMTP",
            "MAIL",
            "EMAIL",
            "METRICS",
            "ADMIN",
            "MANAGEMENT",
            "DEBUG",
            "JMX",
            "PROXY",
            "TARGET",
            "REMOTE",
            "CLIENT",
            "UPSTREAM",
            "ES",
            "ELASTIC",
            "ELASTICSEARCH",
            "MEMCACHED",
            "SSH",
            "FTP",
            "LDAP",
            "NATS",
            "STATSD",
            "HTTPS",
            "SSL",
            "TLS",
            "IMAP",
            "CASSANDRA",
            "CONSUL",
            "VAULT",
            "JAEGER",
            "OTEL",
            "TEST",
            "GRPC",
            "HMR",
            "DEV");

    /** A line without one of these binds no server. */
    static final List<String> LISTEN_WORDS = List.of(
            "isten", "erver", "erve(", "erve_", "Serve", "Socket", "avalin", "Run(", "run(", "run_", "park", "dertow");

    /** A line without one of these, or of the above, sets no port. */
    static final List<String> PORT_WORDS = List.of("port", "Port", "Addr", "flag.", "add_argument");

    /** A line without one of these names no health route. */
    static final List<String> HEALTH_WORDS = List.of("ealth", "read", "liv", "ping", "status", "up", "beat");

    /** A line without one of these takes no work. */
    static final List<String> CONSUME_WORDS = List.of(
            "Listener", "Incoming", "Worker", "onsume", "task", "actor", "Message", "LPOP", "lpop", "rpop", "SKIP");

    private CodePatterns() {}

    /** Whether a variable of this name can be the service's own port. */
    static boolean ownPort(String variable) {
        return variable.equals("PORT") || !FOREIGN.contains(variable.substring(0, variable.indexOf('_')));
    }

    /** A port that an application may have; 0 when the text is none. */
    static int port(String digits) {
        int value = Integer.parseInt(digits);
        return value == 80 || value == 443 || (value >= 1000 && value <= 65_535) ? value : 0;
    }

    /** Readiness before health before liveness: the smaller, the better a probe; same words, same rank. */
    static int healthRank(String path) {
        String last = path.substring(path.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
        return switch (last) {
            case "ready", "readyz", "readiness" -> 0;
            case "health", "healthz", "healthcheck", "health-check", "health_check" -> 1;
            case "live", "livez", "liveness", "alive" -> 2;
            case "ping", "heartbeat" -> 3;
            default -> 4;
        };
    }
}

package dev.slipway.check.rules.openapi;

/** Small descriptions around one part, for the examples of rules. */
final class Sample {
    private Sample() {}

    /** OpenAPI 3 with this after the header. */
    static String v3(String rest) {
        return "openapi: 3.0.3\ninfo: {title: Shop, version: '1'}\n" + rest + "\n";
    }

    /** Swagger 2 with this after the header. */
    static String v2(String rest) {
        return "swagger: '2.0'\ninfo: {title: Shop, version: '1'}\n" + rest + "\n";
    }

    /** One shared schema. */
    static String schema(String flow) {
        return v3("paths: {}\ncomponents:\n  schemas:\n    Item: " + flow);
    }

    /** One operation. */
    static String operation(String method, String flow) {
        return v3("paths:\n  /items:\n    " + method + ": " + flow);
    }

    /** One operation of Swagger 2. */
    static String operation2(String method, String flow) {
        return v2("paths:\n  /items:\n    " + method + ": " + flow);
    }

    /** One parameter of one operation. */
    static String parameter(String flow) {
        return operation("get", "{parameters: [" + flow + "], responses: {'200': {description: ok}}}");
    }

    /** One security scheme that is required everywhere. */
    static String scheme(String flow) {
        return v3("security: [{auth: []}]\npaths: {}\ncomponents:\n  securitySchemes:\n    auth: " + flow);
    }
}

package dev.slipway.check.rules.openapi;

import static dev.slipway.check.rules.openapi.OpenApiRule.rule;
import static dev.slipway.check.rules.openapi.Sample.operation;

import dev.slipway.base.Severity;
import dev.slipway.check.Rule;
import dev.slipway.check.openapi.Api;
import dev.slipway.check.openapi.Operation;
import dev.slipway.check.openapi.Part.Kind;
import dev.slipway.text.Node;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What operations answer: codes that should be described, and bodies that should or should not be there. */
final class ResponseRules {
    private static final String OK = "{responses: {'200': {description: ok}}}";

    /** Codes that mean success, by method: RFC 9110 section 15.3. */
    private static final Map<String, List<String>> SUCCESS = Map.of(
            "get", List.of("200", "202", "206", "203", "304"),
            "post", List.of("200", "201", "202", "204"),
            "put", List.of("200", "201", "202", "204"),
            "patch", List.of("200", "201", "202", "204"),
            "delete", List.of("200", "201", "202", "204"),
            "head", List.of("200", "202", "204"));

    static final List<Rule> ALL = Stream.concat(
                    Stream.concat(
                            Stream.of("get", "post", "put", "patch", "delete", "head")
                                    .map(ResponseRules::success),
                            Stream.of(
                                    code("400", "Bad Request", o -> !o.method().equals("head")),
                                    code(
                                            "429",
                                            "Too Many Requests",
                                            o -> !o.method().equals("head")),
                                    code(
                                            "500",
                                            "Internal Server Error",
                                            o -> !o.method().equals("head")),
                                    code(
                                            "404",
                                            "Not Found",
                                            o -> Set.of("get", "put", "head", "delete", "patch")
                                                    .contains(o.method())),
                                    code(
                                            "415",
                                            "Unsupported Media Type",
                                            o -> Set.of("post", "put", "patch").contains(o.method())))),
                    Stream.of(
                            denied("401", "Unauthorized"),
                            denied("403", "Forbidden"),
                            rule(
                                            "default-response-undefined",
                                            Severity.LOW,
                                            "The default response of an operation is undefined",
                                            "Errors that nobody described come back in any form, stack traces included.",
                                            "define a default response on the operation's responses",
                                            "OWASP-API8")
                                    .bad(operation("get", OK), operation("post", OK))
                                    .good(
                                            operation("get", "{responses: {default: {description: any}}}"),
                                            operation("get", "{description: no responses}"))
                                    .looks((api, out) -> described(api)
                                            .filter(o -> o.body()
                                                    .at("responses", "default")
                                                    .isEmpty())
                                            .forEach(o -> out.at(o.at("responses"), o.words() + " has no default"))),
                            rule(
                                            "responses-empty",
                                            Severity.LOW,
                                            "The responses object of an operation is empty",
                                            "At least one response must be defined: callers cannot know what comes.",
                                            "define the responses",
                                            "correctness")
                                    .bad(operation("get", "{responses: {}}"), operation("put", "{responses: {}}"))
                                    .good(operation("get", OK), operation("post", OK))
                                    .looks((api, out) -> api.operations().stream()
                                            .filter(o ->
                                                    o.body().get("responses").isPresent()
                                                            && o.responses().isEmpty())
                                            .forEach(o -> out.at(o.at("responses"), o.words() + " answers nothing"))),
                            rule(
                                            "response-code-invalid",
                                            Severity.LOW,
                                            "A response code is not valid",
                                            "Keys of responses are HTTP status codes between 100 and 599, classes such"
                                                    + " as 4XX, or default.",
                                            "use a valid response code",
                                            "correctness")
                                    .bad(
                                            operation("get", "{responses: {'999': {description: a}}}"),
                                            operation("get", "{responses: {ok: {description: a}}}"))
                                    .good(
                                            operation("get", "{responses: {4XX: {description: a}}}"),
                                            operation("get", OK))
                                    .looks((api, out) -> api.operations().stream()
                                            .flatMap(o -> o.responses().stream())
                                            .filter(e -> !e.key().value().matches("[1-5](\\d\\d|XX)|default"))
                                            .forEach(e -> out.at(e.key().span(), "there is no such status code"))),
                            rule(
                                            "response-with-body-forbidden",
                                            Severity.LOW,
                                            "A response that should not have a body has content defined",
                                            "Responses 204 and 304 and answers to HEAD have no body; clients drop it or"
                                                    + " fail.",
                                            "remove content and schema from the response",
                                            "correctness")
                                    .bad(
                                            operation("delete", "{responses: {'204': {description: a, content: {}}}}"),
                                            operation("head", "{responses: {'200': {description: a, content: {}}}}"))
                                    .good(
                                            operation("delete", "{responses: {'204': {description: a}}}"),
                                            operation("get", "{responses: {'200': {description: a, content: {}}}}"))
                                    .looks((api, out) -> api.operations()
                                            .forEach(o -> bodyless(api, o)
                                                    .filter(e -> e.value()
                                                                    .at("content")
                                                                    .isPresent()
                                                            || e.value()
                                                                    .at("schema")
                                                                    .isPresent())
                                                    .forEach(
                                                            e -> out.at(e.key().span(), "this response has no body")))),
                            rule(
                                            "response-without-body",
                                            Severity.LOW,
                                            "A response that should have a body has no schema or content defined",
                                            "What a success answers is left open: data may leak that nobody reviewed.",
                                            "define the content of the response with its schema",
                                            "OWASP-API3")
                                    .bad(operation("get", OK), operation("post", OK))
                                    .good(
                                            operation("get", "{responses: {'200': {description: a, content: {}}}}"),
                                            operation("delete", "{responses: {'204': {description: a}}}"))
                                    .looks((api, out) -> api.operations()
                                            .forEach(o -> bodied(api, o)
                                                    .forEach(e ->
                                                            out.at(e.key().span(), "nothing is said about the body")))),
                            rule(
                                            "response-without-description",
                                            Severity.NOTE,
                                            "A response object has no description",
                                            "The description is required.",
                                            "say in a sentence when it is sent",
                                            "correctness")
                                    .bad(
                                            operation("get", "{responses: {'200': {content: {}}}}"),
                                            operation("get", "{responses: {default: {content: {}}}}"))
                                    .good(
                                            operation("get", OK),
                                            operation("get", "{responses: {'200': {$ref: 'a.yaml'}}}"))
                                    .looks((api, out) -> api.written(Kind.RESPONSE)
                                            .filter(r -> !r.has("description"))
                                            .forEach(r -> out.at(r.at(), "the description is missing"))),
                            requestBody("get", "GET"),
                            requestBody("head", "HEAD"),
                            requestBody("delete", "DELETE")))
            .toList();

    private ResponseRules() {}

    private static Rule success(String method) {
        String word = method.toUpperCase(java.util.Locale.ROOT);
        List<String> codes = SUCCESS.getOrDefault(method, List.of());
        return rule(
                        "success-response-undefined-" + method,
                        Severity.LOW,
                        "The success response code is undefined for a " + word + " operation",
                        "A " + word + " operation should define at least one success response ("
                                + String.join(", ", codes) + "): otherwise failure is all that is described.",
                        "define a success response for " + word,
                        "correctness")
                .bad(
                        operation(method, "{responses: {default: {description: a}}}"),
                        operation(method, "{responses: {'400': {description: a}}}"))
                .good(operation(method, OK), operation(method, "{responses: {2XX: {description: a}}}"))
                .looks((api, out) -> described(api)
                        .filter(o -> o.method().equals(method))
                        .filter(o -> codes.stream().noneMatch(o::answers))
                        .forEach(o -> out.at(o.at("responses"), o.words() + " describes no success")));
    }

    private static Rule code(String code, String words, Predicate<Operation> needs) {
        return rule(
                        "response-" + code + "-missing",
                        Severity.LOW,
                        "The response code " + code + " is missing from an operation",
                        "Callers cannot prepare for " + words + ", and gateways that validate answers refuse it.",
                        "define the " + code + " response (" + words + ")",
                        "OWASP-API8")
                .bad(operation("put", OK), operation("patch", OK))
                .good(
                        operation("put", "{responses: {'" + code + "': {description: a}}}"),
                        operation("trace", "{description: no responses}"))
                .looks((api, out) -> described(api)
                        .filter(o ->
                                needs.test(o) && !Set.of("trace", "options").contains(o.method()))
                        .filter(o -> !o.answers(code))
                        .forEach(o -> out.at(o.at("responses"), o.words() + " describes no " + code)));
    }

    private static Rule denied(String code, String words) {
        return rule(
                        "response-" + code + "-missing",
                        Severity.LOW,
                        "The response code " + code + " is missing although security is defined",
                        "A protected operation answers " + words + "; callers cannot tell it from a failure.",
                        "define the " + code + " response (" + words + ")",
                        "OWASP-API2")
                .bad(
                        operation("get", "{security: [{k: []}], responses: {'200': {description: a}}}"),
                        operation("post", "{security: [{k: []}], responses: {default: {description: a}}}"))
                .good(
                        operation("get", OK),
                        operation("get", "{security: [{k: []}], responses: {'" + code + "': {description: a}}}"))
                .looks((api, out) -> described(api)
                        .filter(o -> !o.body().listAt("security").isEmpty()
                                || o.body().get("security").isEmpty()
                                        && !api.root().listAt("security").isEmpty())
                        .filter(o -> !o.answers(code))
                        .forEach(o -> out.at(o.at("responses"), o.words() + " describes no " + code)));
    }

    private static Rule requestBody(String method, String word) {
        return rule(
                        method + "-with-request-body",
                        Severity.LOW,
                        "A " + word + " operation should not have a request body",
                        "HTTP gives the body of " + word + " no meaning; proxies drop it or refuse the request.",
                        "send the data in parameters, or use POST",
                        "correctness")
                .bad(
                        operation(method, "{requestBody: {content: {}}, responses: {}}"),
                        operation(method, "{requestBody: {$ref: '#/components/requestBodies/B'}}"))
                .good(operation(method, OK), operation("post", "{requestBody: {content: {}}}"))
                .looks((api, out) -> api.operations().stream()
                        .filter(o -> o.method().equals(method)
                                && o.body().get("requestBody").isPresent())
                        .forEach(o -> out.at(o.at("requestBody"), word + " has no body")));
    }

    private static Stream<Operation> described(Api api) {
        return api.operations().stream()
                .filter(o -> !o.callback() && !o.responses().isEmpty());
    }

    private static Stream<Node.Entry> bodyless(Api api, Operation o) {
        return o.responses().stream()
                .filter(e -> Set.of("204", "304").contains(e.key().value())
                        || o.method().equals("head"));
    }

    /** Successful answers without a word about their body. */
    private static Stream<Node.Entry> bodied(Api api, Operation o) {
        return Set.of("head", "options", "delete", "put", "patch").contains(o.method()) || o.callback()
                ? Stream.empty()
                : o.responses().stream()
                        .filter(e -> Set.of("200", "201", "203", "206")
                                .contains(e.key().value()))
                        .filter(e -> e.value() instanceof Node.Mapping m
                                && Stream.of("content", "schema", "$ref")
                                        .noneMatch(k -> m.get(k).isPresent()));
    }
}

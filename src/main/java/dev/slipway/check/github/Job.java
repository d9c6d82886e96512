package dev.slipway.check.github;

import dev.slipway.text.Node;
import dev.slipway.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A job, or the steps of a composite action.
 *
 * @param id empty for an action
 * @param span of its name
 */
public record Job(String id, Node node, List<Step> steps, Span span) {
    private static final Pattern DEPLOYS =
            Pattern.compile("(?i).*(?:\\bdeploy|deploy(?:ment)?\\b|\\brelease to\\b|\\bgo-?live\\b).*");
    private static final Pattern PREVIEW =
            Pattern.compile("(?i).*(?:preview|docs?\\b|storybook|undeploy|teardown|cleanup).*");
    private static final Pattern DEPLOYING = Pattern.compile(
            "(?s).*(?:kubectl (?:apply|set image|rollout)|helm (?:upgrade|install)|terraform apply|serverless deploy|\\bsls deploy"
                    + "|aws ecs update-service|aws cloudformation deploy|cdk deploy|gcloud (?:app|run) deploy|pulumi up|fly(?:ctl)? deploy"
                    + "|ansible-playbook|az webapp deploy|az containerapp update).*");
    private static final List<String> DEPLOY_ACTIONS = List.of(
            "azure/webapps-deploy",
            "azure/functions-action",
            "azure/k8s-deploy",
            "aws-actions/amazon-ecs-deploy-task-definition",
            "aws-actions/aws-cloudformation-github-deploy",
            "google-github-actions/deploy-cloudrun",
            "google-github-actions/deploy-appengine",
            "google-github-actions/deploy-cloud-functions",
            "superfly/flyctl-actions",
            "akhileshns/heroku-deploy",
            "amondnet/vercel-action",
            "pulumi/actions");

    public Job {
        steps = List.copyOf(steps);
    }

    /** The labels of its runner; those an expression decides as written. */
    public List<String> labels() {
        List<String> labels = new ArrayList<>();
        node.textAt("runs-on").ifPresent(labels::add);
        for (Node item : node.listAt("runs-on")) {
            if (item instanceof Node.Scalar s) {
                labels.add(s.value());
            }
        }
        node.textAt("runs-on", "labels").ifPresent(labels::add);
        for (Node item : node.listAt("runs-on", "labels")) {
            if (item instanceof Node.Scalar s) {
                labels.add(s.value());
            }
        }
        return labels;
    }

    /** Its environment, empty when it has none. */
    public String environment() {
        return node.textAt("environment")
                .or(() -> node.textAt("environment", "name"))
                .orElse("");
    }

    /** Whether it changes a running system. */
    public boolean deploys() {
        String name = id + " " + node.textAt("name").orElse("");
        boolean named =
                DEPLOYS.matcher(name).matches() && !PREVIEW.matcher(name).matches();
        boolean does = steps.stream()
                .anyMatch(
                        s -> DEPLOYING.matcher(s.run()).matches() || s.usesAny(DEPLOY_ACTIONS.toArray(new String[0])));
        return does || named && steps.stream().anyMatch(s -> !s.run().isEmpty());
    }

    /** The ids of jobs that run before it. */
    public List<String> needs() {
        List<String> needs = new ArrayList<>();
        node.textAt("needs").ifPresent(n -> needs.add(n.toLowerCase(Locale.ROOT)));
        for (Node item : node.listAt("needs")) {
            if (item instanceof Node.Scalar s) {
                needs.add(s.value().toLowerCase(Locale.ROOT));
            }
        }
        return needs;
    }

    /** Where a key of it stands, or else its name. */
    public Span spanOf(String key) {
        return node instanceof Node.Mapping m && m.entry(key).isPresent()
                ? m.entry(key).get().key().span()
                : span;
    }

    /** What it calls instead of having steps. */
    public Optional<Uses> calls() {
        return node.at("uses").flatMap(n -> n instanceof Node.Scalar s ? Optional.of(Uses.of(s)) : Optional.empty());
    }
}

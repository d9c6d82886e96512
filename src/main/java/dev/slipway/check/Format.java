package dev.slipway.check;

/** The kinds of files that rules speak about. What a file is, its name and content say: {@link Formats}. */
public enum Format {
    DOCKERFILE,
    COMPOSE,
    KUBERNETES,
    HELM,
    KUSTOMIZE,
    KNATIVE,
    CROSSPLANE,
    TERRAFORM,
    TERRAFORM_PLAN,
    CLOUDFORMATION,
    SERVERLESS,
    ARM,
    BICEP,
    PULUMI,
    DEPLOYMENT_MANAGER,
    ANSIBLE,
    GITHUB,
    GITHUB_ACTION,
    GITLAB,
    AZURE_PIPELINES,
    JENKINS,
    OPENAPI,
    /** Anything else: rules about text and secrets only. */
    OTHER
}

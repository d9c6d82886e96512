package dev.slipway.check.secrets;

/** Kinds of secrets that are told by one rule: what can happen and what to do is the same for them. */
public enum Family {
    /** Keys of Amazon Web Services. */
    AWS,
    /** Keys of other clouds and hosting companies. */
    CLOUD,
    /** Tokens of GitHub. */
    GITHUB,
    /** Tokens of other places that hold sources, and of systems that build them. */
    SOURCE,
    /** Tokens that publish packages or images. */
    REGISTRY,
    /** Keys that move money. */
    PAYMENT,
    /** Tokens that send messages in the team's name. */
    MESSAGING,
    /** Keys of language models. */
    AI,
    /** Keys of monitoring. */
    OBSERVABILITY,
    /** Tokens of other services. */
    SERVICE,
    /** Private keys. */
    PRIVATE_KEY,
    /** Bearer tokens that carry what they allow. */
    WEB_TOKEN,
    /** URLs and connection strings with a password. */
    URL,
    /** Files and command lines whose format has a place for a credential. */
    CREDENTIAL
}

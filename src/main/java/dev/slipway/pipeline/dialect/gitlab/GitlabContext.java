package dev.slipway.pipeline.dialect.gitlab;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What a pipeline is for.
 *
 * @param predefined variables that GitLab gives ({@code CI_COMMIT_BRANCH}, {@code CI_PIPELINE_SOURCE}, ...)
 * @param given variables of the project and of the start of the pipeline: they win over those of the file
 * @param changed paths that the push changed; empty when that is not known, and then every {@code changes} holds
 * @param exists whether a file of the repository matches a glob
 */
public record GitlabContext(
        Map<String, String> predefined,
        Map<String, String> given,
        Optional<List<String>> changed,
        Predicate<String> exists) {}

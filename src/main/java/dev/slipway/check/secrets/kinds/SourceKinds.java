package dev.slipway.check.secrets.kinds;

import static dev.slipway.check.secrets.Family.GITHUB;
import static dev.slipway.check.secrets.Family.REGISTRY;
import static dev.slipway.check.secrets.Family.SOURCE;
import static dev.slipway.check.secrets.Kind.named;
import static dev.slipway.check.secrets.Kind.token;

import dev.slipway.check.secrets.Kind;
import java.util.List;

/** Tokens of the places where sources, builds and packages live. */
final class SourceKinds {
    static final List<Kind> ALL = List.of(
            token(GITHUB, "github-personal-token", "GitHub personal access token", "ghp_%a{36}")
                    .proven(Proofs::githubChecksum, r -> Makers.checksummed("ghp_", r)),
            token(GITHUB, "github-oauth-token", "GitHub OAuth token", "gho_%a{36}")
                    .proven(Proofs::githubChecksum, r -> Makers.checksummed("gho_", r)),
            token(GITHUB, "github-user-token", "GitHub user-to-server token", "ghu_%a{36}")
                    .proven(Proofs::githubChecksum, r -> Makers.checksummed("ghu_", r)),
            token(GITHUB, "github-server-token", "GitHub installation token", "ghs_%a{36}")
                    .proven(Proofs::githubChecksum, r -> Makers.checksummed("ghs_", r)),
            token(GITHUB, "github-refresh-token", "GitHub refresh token", "ghr_%a{36,76}")
                    .proven(Proofs::githubChecksum, r -> Makers.checksummed("ghr_", r)),
            token(GITHUB, "github-fine-grained-token", "GitHub fine-grained token", "github_pat_%a{22}_%a{59}"),
            named(
                    GITHUB,
                    "github-client-secret",
                    "GitHub client secret",
                    "github_client|github_secret|gh_client",
                    "%h{40}"),
            token(SOURCE, "gitlab-personal-token", "GitLab personal access token", "glpat-%w{20,27}"),
            token(SOURCE, "gitlab-routable-token", "GitLab personal access token", "glpat-%w{27,300}.%l{9}"),
            token(SOURCE, "gitlab-deploy-token", "GitLab deploy token", "gldt-%w{20}"),
            token(SOURCE, "gitlab-runner-token", "GitLab runner token", "glrt-%w{20,40}"),
            token(SOURCE, "gitlab-runner-registration-token", "GitLab runner registration token", "GR1348941%w{20}"),
            token(SOURCE, "gitlab-trigger-token", "GitLab pipeline trigger token", "glptt-%h{40}"),
            token(SOURCE, "gitlab-job-token", "GitLab job token", "glcbt-%h{1,5}_%w{20}"),
            token(SOURCE, "gitlab-agent-token", "GitLab agent token", "glagent-%w{50}"),
            token(SOURCE, "gitlab-application-secret", "GitLab application secret", "gloas-%h{64}"),
            token(SOURCE, "gitlab-feed-token", "GitLab feed token", "glft-%w{20}"),
            token(SOURCE, "gitlab-mail-token", "GitLab incoming mail token", "glimt-%w{25}"),
            token(SOURCE, "gitlab-feature-flags-token", "GitLab feature flags token", "glffct-%w{20}"),
            token(SOURCE, "gitlab-scim-token", "GitLab SCIM token", "glsoat-%w{20}"),
            token(SOURCE, "bitbucket-app-password", "Bitbucket app password", "ATBB%a{24}%H{8}"),
            named(SOURCE, "bitbucket-client-secret", "Bitbucket client secret", "bitbucket", "%w{32}"),
            token(SOURCE, "gitea-token", "Gitea token", "gta_%h{40}"),
            named(SOURCE, "gitea-classic-token", "Gitea or Forgejo token", "gitea|forgejo|codeberg", "%h{40}"),
            token(SOURCE, "sourcegraph-token", "Sourcegraph token", "(sgp_|sgd_)%h{16}_%h{40}"),
            token(SOURCE, "circleci-project-token", "CircleCI project token", "CCIPRJ_%a{22}_%h{40}"),
            token(SOURCE, "circleci-personal-token", "CircleCI personal token", "CCIPAT_%a{22}_%h{40}"),
            named(SOURCE, "circleci-classic-token", "CircleCI token", "circle_token|circleci|circle_ci", "%h{40}"),
            token(SOURCE, "buildkite-token", "Buildkite API token", "bkua_%h{40}"),
            token(SOURCE, "buildkite-agent-token", "Buildkite agent token", "(bkat_|bkct_)%w{40,64}"),
            named(SOURCE, "travis-token", "Travis CI token", "travis", "%w{22}"),
            named(SOURCE, "drone-token", "Drone CI token", "drone", "%a{32}"),
            named(SOURCE, "codecov-token", "Codecov token", "codecov", "%h{8}-%h{4}-%h{4}-%h{4}-%h{12}"),
            named(SOURCE, "coveralls-token", "Coveralls token", "coveralls", "%a{33}"),
            named(SOURCE, "jenkins-token", "Jenkins API token", "jenkins", "11%h{32}"),
            token(SOURCE, "sonar-user-token", "SonarQube user token", "squ_%h{40}"),
            token(SOURCE, "sonar-project-token", "SonarQube project token", "sqp_%h{40}"),
            token(SOURCE, "sonar-global-token", "SonarQube global analysis token", "sqa_%h{40}"),
            named(SOURCE, "sonar-classic-token", "SonarCloud token", "sonar", "%h{40}"),
            named(SOURCE, "snyk-token", "Snyk token", "snyk", "%h{8}-%h{4}-%h{4}-%h{4}-%h{12}"),
            named(SOURCE, "semgrep-token", "Semgrep token", "semgrep", "%h{64}"),
            token(SOURCE, "harness-token", "Harness token", "(pat.|sat.)%w{22}.%h{24}.%a{20}"),
            token(SOURCE, "terraform-cloud-token", "Terraform Cloud token", "%a{14}(.atlasv1.)%w{60,70}"),
            token(SOURCE, "pulumi-token", "Pulumi access token", "pul-%h{40}"),
            token(SOURCE, "spacelift-token", "Spacelift token", "spacelift_%w{40,80}"),
            token(SOURCE, "octopus-key", "Octopus Deploy API key", "API-%U{25,29}")
                    .likely(),
            token(REGISTRY, "npm-token", "npm access token", "npm_%a{36}")
                    .proven(Proofs::likelyChecksum, r -> Makers.checksummed("npm_", r)),
            token(REGISTRY, "pypi-token", "PyPI API token", "pypi-AgEI%w{70,300}")
                    .proven(Proofs::macaroon, Makers::macaroon),
            token(REGISTRY, "docker-personal-token", "Docker Hub personal access token", "dckr_pat_%w{27}"),
            token(REGISTRY, "docker-organization-token", "Docker Hub organization token", "dckr_oat_%w{32}"),
            token(REGISTRY, "artifactory-key", "Artifactory API key", "AKCp%a{69}"),
            token(REGISTRY, "artifactory-reference-token", "Artifactory reference token", "cmVmdGtuOjAxO%a{50,52}"),
            token(REGISTRY, "rubygems-key", "RubyGems API key", "rubygems_%h{48}"),
            token(REGISTRY, "nuget-key", "NuGet API key", "oy2%l{43}"),
            token(REGISTRY, "crates-token", "crates.io token", "cio%a{32}"),
            token(REGISTRY, "clojars-token", "Clojars deploy token", "CLOJARS_%l{60}"),
            named(REGISTRY, "cloudsmith-key", "Cloudsmith API key", "cloudsmith", "%h{40}"),
            named(
                    REGISTRY,
                    "packagist-token",
                    "Packagist token",
                    "packagist",
                    "(packagist_uut_|packagist_ack_|packagist_out_)%h{60,80}"),
            named(REGISTRY, "hex-key", "Hex API key", "hex_api", "%h{32}"),
            token(REGISTRY, "jsr-token", "JSR token", "jsrp_%a{32,44}"),
            token(REGISTRY, "quay-token", "Quay robot token", "quay.io/robot:%U{64}")
                    .likely());

    private SourceKinds() {}
}

package dev.slipway.intent;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each documented field of {@code x-slipway}: values that fit, values that do not, and the known slips. */
class FieldsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "role: web",
                "role: worker",
                "role: static",
                "expose: true",
                "expose: false",
                "expose: {host: a.example.com, path: /x, tls: false, waf: true}",
                "health: {ready: /r, live: /l, start: /s, port: 81}",
                "health: {ready: [pg_isready, -U, x]}",
                "verify: [{get: /a, status: 201, contains: x, header: {A: b}}]",
                "verify: [/a, {get: '/b?c=d', header: 'X-A: 1'}]",
                "slo: {availability: 99.95}",
                "slo: {availability: 99.9%}",
                "slo: {latency: {p50: 10ms, p99.9: 2s}}",
                "scale: {min: 1, max: 3, metric: cpu, target: 65}",
                "uses: [web]",
                "migrate: python manage.py migrate",
                "migrate: [a, b]",
                "role: cron, schedule: '0 3 * * *'",
                "role: cron, schedule: '*/5 0-6 1,15 jan mon Europe/Berlin'",
                "role: cron, schedule: {cron: '0 3 * * *', zone: Europe/Berlin}",
                "secrets: [B]",
                "stop: 30s",
                "stop: 14m59s",
                "cpu_ms: 2.5, memory: 512MB"
            })
    void takesWhatServicesMaySay(String wishes) {
        String text = Declared.service(wishes).replace("{A: 1}", "{A: 1, B: \"${B}\"}");
        assertThat(Declared.of(text).services()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "role: server -> `web`",
                "role: [web] -> a list, not a word",
                "expose: yes -> `true`",
                "expose: {host: 'a b'} -> not a host name",
                "expose: {path: x} -> begins with /",
                "public: true -> `expose`",
                "ingress: {} -> `expose`",
                "health: {ready: readyz} -> `/readyz`",
                "health: {ready: /a, live: /a} -> the same",
                "health: {port: 0} -> from 1 to 65535",
                "health: {readiness: /a} -> `ready`",
                "health: /a -> not a map",
                "readiness: /a -> `health.ready`",
                "healthz: /a -> `health.ready`",
                "verify: [{status: 200}] -> add `get: /path`",
                "verify: [{get: /a, expect: 200}] -> `status`",
                "verify: [a] -> a request such as",
                "verify: {get: /a} -> not a list",
                "verify: [{get: /a, header: 'x'}] -> Name: value",
                "verify: [{get: /a, header: {Authorization: b}}] -> verify a path that needs no login",
                "verify: [{get: /a, header: {X-Auth-Token: b}}] -> verify a path that needs no login",
                "verify: [{get: /a, header: {Host: b}}] -> leave it out",
                "smoke: [/a] -> `verify`",
                "checks: [] -> `verify`",
                "slo: {availability: 89} -> 90 to 99.999",
                "slo: {availability: 100} -> 90 to 99.999",
                "slo: {availability: '99,9'} -> `99.9`",
                "slo: {uptime: 99} -> `availability`",
                "slo: {p95: 3s} -> `latency.p95`",
                "slo: {latency: {p95: 300}} -> `300s` or `300ms`",
                "slo: {latency: {p42: 3s}} -> p50 to p99.9",
                "uptime: 99 -> `slo.availability`",
                "scale: {min: 3, max: 2} -> above max",
                "scale: {metric: cpu} -> target is missing",
                "scale: {target: 6} -> metric is missing",
                "scale: {replicas: 3} -> `deploy.replicas`",
                "scale: {cpuPercent: 3} -> `metric`",
                "replicas: 3 -> `deploy.replicas`",
                "uses: [dbb] -> no service 'dbb'",
                "needs: [web] -> `uses`",
                "links: [web] -> `uses`",
                "release: x -> `migrate`",
                "role: cron -> needs a schedule",
                "role: web, schedule: '0 3 * * *' -> schedule is for role cron",
                "role: cron, schedule: '0 3 * *' -> five cron fields",
                "role: cron, schedule: '61 3 * * *' -> five cron fields",
                "role: cron, schedule: '0 3 * * * Mars/Base' -> five cron fields",
                "cron: x -> `schedule`",
                "secrets: [A] -> stands here in clear",
                "secrets: ['a b'] -> name of a variable",
                "env: [A] -> `secrets`",
                "stop: 15m -> below 15m",
                "stop: 30 -> `30s`",
                "grace: 3s -> `stop`",
                "cpu_ms: 0 -> above 0",
                "cpu: 1 -> `cpu_ms`",
                "memory: 512 -> a size with its unit",
                "memory: 512m -> `512MB`",
                "exposee: true -> `expose`",
                "kindd: x -> allowed: role",
                "scale: {max: 0} -> from 1 to 1000"
            })
    void refusesTheRestOfServices(String row) {
        String[] parts = row.split(" -> ");
        assertThat(Declared.problem(Declared.service(parts[0])))
                .contains(parts[1])
                .contains("compose.yaml:");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kind: postgres",
                "kind: objectstore",
                "class: db.t3.micro",
                "ha: true",
                "backup: {rpo: 15m, rto: 1h, keep: 30d}",
                "replicas: {read: 15}",
                "managed: false",
                "managed: true"
            })
    void takesWhatResourcesMaySay(String wishes) {
        assertThat(Declared.of(Declared.resource(wishes)).resources()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kind: postgresql -> `postgres`",
                "kind: pg -> `postgres`",
                "kind: mongodb -> `mongo`",
                "type: postgres -> `kind`",
                "managed: [prod] -> no environment 'prod'",
                "manage: true -> `managed`",
                "instance: x -> `class`",
                "multiAz: true -> `ha`",
                "ha: 2 -> true or false",
                "retention: 7d -> `backup.keep`",
                "backup: {rpo: 15} -> a duration",
                "backup: {retention: 7d} -> `keep`",
                "replicas: {read: 16} -> from 0 to 15",
                "readReplicas: 1 -> `replicas.read`",
                "replicas: 3 -> not a map"
            })
    void refusesTheRestOfResources(String row) {
        String[] parts = row.split(" -> ");
        assertThat(Declared.problem(Declared.resource(parts[0]))).contains(parts[1]);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "version: 1",
                "team: payments",
                "load: {users: 1, rps: 0.5, data: 1GB}",
                "compliance: [soc2, pci-dss, gdpr]",
                "compliance: soc2",
                "data: [personal, card, health, public]",
                "ci: github",
                "ci: [github, gitlab]",
                "iac: terraform",
                "budget: 500 USD",
                "registry: ghcr.io/team/shop",
                "registry: 'localhost:5000'",
                "notify: {critical: '#ops', low: mail}",
                "files: {'deploy/**': managed, Dockerfile: once}",
                "environments: {local: {}}"
            })
    void takesWhatTheTopMaySay(String wishes) {
        assertThat(Declared.of(Declared.top(wishes)).name().isGiven()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "version: 2 -> needs a newer Slipway",
                "version: x -> the only version",
                "apiVersion: 1 -> `version`",
                "team: Payments! -> a team's name",
                "owner: x -> `team`",
                "teams: [x] -> `team`",
                "load: {users: 5k} -> `5000`",
                "load: {users: 0} -> from 1",
                "load: {users: 10000001} -> to 10000000",
                "load: {user: 5} -> `users`",
                "load: {rps: 0} -> above 0",
                "load: {qps: 1} -> `rps`",
                "load: {rpm: 600} -> `rps: 10`",
                "load: {data: 20} -> a size with its unit",
                "load: {data: 20gb} -> `20GB`",
                "load: {storage: 1GB} -> `data`",
                "compliance: [pci] -> `pci-dss`",
                "compliance: [SOC-2] -> `soc2`",
                "data: [pii] -> `personal`",
                "dataClass: [card] -> `data`",
                "ci: github-actions -> `github`",
                "ci: gh -> `github`",
                "ci: azure-devops -> `azure`",
                "iac: tf -> `terraform`",
                "iac: opentofu -> `terraform`",
                "iac: cloudformation -> cloud aws",
                "budget: 500 -> an amount",
                "cost: 5 USD -> `budget`",
                "registry: 'ghcr.io/a:latest' -> without a tag",
                "repository: x -> `registry`",
                "notify: {sever: x} -> allowed: critical",
                "alerts: {} -> `notify`",
                "files: {'a[': managed} -> is no glob",
                "files: {a: managd} -> `managed`",
                "ignore: [] -> `files`",
                "environments: {} -> there is no environment",
                "environments: {Prod!: {}} -> cannot be named so",
                "envs: {} -> `environments`",
                "stages: {} -> `environments`"
            })
    void refusesTheRestOfTheTop(String row) {
        String[] parts = row.split(" -> ");
        assertThat(Declared.problem(Declared.top(parts[0]))).contains(parts[1]);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "target: container",
                "target: helm",
                "production: false",
                "waivable: [tests, scan]",
                "waivable: []",
                "trust: ['ci@example.com']",
                "target: kubernetes, cloud: azure, regions: [westeurope]",
                "target: kubernetes, cloud: gcp, regions: [europe-west1], active: primary",
                "size: 400%",
                "size: 0.25x",
                "strategy: blue-green",
                "strategy: {kind: canary, steps: [5, 25%, 100], dwell: 30s, warmup: 5s, bake: 1h, max_error: 2}",
                "strategy: {dwell: 6s}",
                "gates: [slo, cost, monitoring, approval, approval: sre 2, cel: 'a == b']",
                "freeze: ['2026-12-20/2027-01-02 Europe/Berlin', 'Fri 16:00-Mon 08:00']",
                "from: dev",
                "domain: example.com"
            })
    void takesWhatEnvironmentsMaySay(String wishes) {
        assertThat(Declared.of(Declared.environment(wishes)).environments()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "target: process -> `local`",
                "target: docker -> `container`",
                "target: kube -> `kubernetes`",
                "prod: true -> `production`",
                "production: maybe -> true or false",
                "waivable: [test] -> `tests`",
                "waive: [] -> `waivable`",
                "signers: [] -> `trust`",
                "cloud: amazon -> `aws`",
                "target: local, cloud: aws -> does not run in a cloud",
                "cloud: aws, regions: [eu-west1] -> `eu-west-1`",
                "regions: [eu-west-1] -> without a cloud",
                "cloud: aws, regions: [eu-west-1, eu-west-1] -> each once",
                "region: x -> `regions`",
                "active: both -> allowed: primary, all",
                "mode: all -> `active`",
                "size: 0.25 -> `25%`",
                "size: 500% -> 1% to 400%",
                "scale: 2 -> `size`",
                "strategy: bluegreen -> `blue-green`",
                "strategy: blue_green -> `blue-green`",
                "strategy: canry -> `canary`",
                "strategy: {steps: [10, 5, 100]} -> rise to 100",
                "strategy: {steps: [10, 50]} -> rise to 100",
                "strategy: {steps: [0, 100]} -> a percentage",
                "strategy: {kind: rolling, steps: [100]} -> for canary alone",
                "strategy: {dwell: 6} -> `6s`",
                "strategy: {max_error: 101} -> 0 to 100",
                "strategy: {weights: [100]} -> `steps`",
                "strategy: [canary] -> a list, not a word",
                "gates: [slow] -> `slo`",
                "gates: [security] -> `scan`",
                "gates: [{approval: 'a b c'}] -> a role",
                "gates: [{aproval: sre}] -> `approval`",
                "approvals: 2 -> `gates`",
                "freeze: [xmas] -> is not a window",
                "window: x -> `freeze`",
                "from: stage -> does not exist",
                "from: prod -> in a circle",
                "promote: dev -> `from`",
                "domain: 'a b' -> a host name",
                "host: x -> `domain`",
                "overrides: {} -> `services`",
                "services: {nope: {}} -> no service 'nope'"
            })
    void refusesTheRestOfEnvironments(String row) {
        String[] parts = row.split(" -> ");
        assertThat(Declared.problem(Declared.environment(parts[0]))).contains(parts[1]);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "stop_grace_period: 5s, x-slipway: {stop: 6s} -> differ",
                "deploy: {replicas: 5}, x-slipway: {scale: {max: 3}} -> contradict each other",
                "deploy: {replica: 5} -> `replicas`",
                "scale: -1 -> from 0",
                "healthcheck: {test: [curl, x]} -> allowed: CMD",
                "healthcheck: {intervall: 5s} -> `interval`",
                "healthcheck: {interval: 5} -> `5s`",
                "depends_on: {web: {condition: healthy}} -> `service_healthy`",
                "depends_on: web -> not a list of services",
                "volumes: [[a]] -> not a volume",
                "env_file: ../x.env -> leads out of the repository",
                "environment: [{A: 1}] -> NAME=VALUE",
                "environment: {A: {b: 1}} -> a single value",
                "environment: {'a b': 1} -> no name of a variable",
                "command: {a: b} -> a command",
                "image: 'a b' -> an image reference",
                "profiles: ['!'] -> a profile's name",
                "build: {context: /etc} -> not inside",
                "build: {dockerfile: ../../D} -> not inside",
                "build: [a] -> a folder",
                "build: {contxt: a} -> `context`",
                "stop_grace_period: x -> a duration"
            })
    void refusesWrongComposeValues(String row) {
        String[] parts = row.split(" -> ");
        String build = parts[0].startsWith("build") ? "" : "build: ., ";
        assertThat(Declared.problems("services: {web: {" + build + parts[0] + "}}").stream()
                        .map(Declared::shown))
                .anyMatch(p -> p.contains(parts[1]));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CMD curl -f http://localhost:8080/health || exit 1 -> /health 8080",
                "wget -qO- http://127.0.0.1/ready?x=1 -> /ready?x=1 0",
                "curl http://localhost:3000 -> / 3000",
                "[\"CMD-SHELL\", \"curl -s 'https://0.0.0.0:9/a b'\"] -> /a 9",
                "[CMD, pg_isready] ->  0",
                "[NONE] ->  0"
            })
    void findsTheHealthPathInATest(String row) {
        String[] parts = row.split(" -> ");
        var check = Declared.of("services:\n  web:\n    build: .\n    healthcheck:\n      test: " + parts[0] + "\n")
                .services()
                .getFirst()
                .healthcheck()
                .toOptional()
                .orElseThrow();
        assertThat(check.path() + " " + check.port()).isEqualTo(parts[1]);
    }
}

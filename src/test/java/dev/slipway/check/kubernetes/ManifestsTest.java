package dev.slipway.check.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.check.Format;
import dev.slipway.check.SourceFile;
import java.util.List;
import org.junit.jupiter.api.Test;

class ManifestsTest {
    private static SourceFile file(String path, String text) {
        return SourceFile.of(path, text, path.contains("kustomization") ? Format.KUSTOMIZE : Format.KUBERNETES);
    }

    private static String pod(String name) {
        return "apiVersion: v1\nkind: Pod\nmetadata: {name: " + name + ", labels: {app: " + name + "}}\n"
                + "spec: {containers: [{name: c, image: \"i:1\"}]}\n";
    }

    @Test
    void filesBelowAKustomizationAreOneSetAndItsPatchesAreNoObjects() {
        List<Manifests> sets = Manifests.read(List.of(
                file(
                        "k8s/kustomization.yaml",
                        "resources: [a.yaml, sub/b.yaml]\npatches: [{path: patch.yaml}]\n"
                                + "configMapGenerator: [{name: made}]\n"),
                file("k8s/a.yaml", pod("a")),
                file("k8s/sub/b.yaml", pod("b")),
                file("k8s/patch.yaml", pod("patch"))));
        assertThat(sets).singleElement().satisfies(set -> {
            assertThat(set.all()).extracting(Manifest::name).containsExactly("a", "b");
            assertThat(set.generated()).containsExactly("made");
            assertThat(set.whole()).isTrue();
        });
    }

    @Test
    void aSetThatReachesOutIsNotWhole() {
        List<Manifests> sets = Manifests.read(List.of(
                file("prod/kustomization.yaml", "resources: [../base, a.yaml]\n"), file("prod/a.yaml", pod("a"))));
        assertThat(sets)
                .singleElement()
                .satisfies(set -> assertThat(set.whole()).isFalse());
    }

    @Test
    void foldersWithoutAKustomizationAreSetsOfTheirOwn() {
        assertThat(Manifests.read(List.of(file("a/x.yaml", pod("a")), file("b/x.yaml", pod("b")))))
                .hasSize(2);
    }

    @Test
    void documentsAndListsAreTakenApart() {
        Manifests set = Manifests.read(
                        List.of(
                                file(
                                        "x.yaml",
                                        pod("a")
                                                + "---\n---\napiVersion: v1\nkind: List\nitems:\n  - kind: Service\n    metadata: {name: s}\n")))
                .getFirst();
        assertThat(set.all()).extracting(Manifest::title).containsExactly("Pod a", "Service s");
        assertThat(set.ofKind("Service")).hasSize(1);
        assertThat(set.find("Pod", "a", "any")).isPresent();
    }

    @Test
    void theContainersOfACronJobComeWithTheirRolesAndWhatThePodSays() {
        Manifest job =
                Manifests.read(List.of(file("x.yaml", """
                        apiVersion: batch/v1
                        kind: CronJob
                        metadata: {name: nightly}
                        spec:
                          jobTemplate:
                            spec:
                              template:
                                spec:
                                  securityContext: {runAsUser: 5}
                                  initContainers: [{name: before}]
                                  containers:
                                    - name: main
                                      securityContext: {runAsUser: 7, capabilities: {drop: [cap_net_raw]}}
                        """))).getFirst().all().getFirst();
        List<Container> containers = job.pod().orElseThrow().containers();
        assertThat(containers).extracting(Container::name).containsExactly("main", "before");
        assertThat(containers)
                .extracting(c -> c.security("runAsUser").orElse(""))
                .containsExactly("7", "5");
        assertThat(containers.getFirst().capabilities("drop")).containsExactly("NET_RAW");
        assertThat(containers.getFirst().here().line()).isEqualTo(12);
    }

    @Test
    void aServiceOfTheCoreRunsNothingAndOneOfKnativeDoes() {
        List<Manifest> all = Manifests.read(List.of(file(
                        "x.yaml",
                        "apiVersion: v1\nkind: Service\nmetadata: {name: a}\nspec: {template: {spec: {}}}\n---\n"
                                + "apiVersion: serving.knative.dev/v1\nkind: Service\nmetadata: {name: b}\n"
                                + "spec: {template: {spec: {containers: [{image: x}]}}}\n")))
                .getFirst()
                .all();
        assertThat(all).extracting(m -> m.pod().isPresent()).containsExactly(false, true);
    }

    @Test
    void oddObjectsAreReadWithoutFailing() {
        for (String text : List.of(
                "kind: Pod\n",
                "kind: Pod\nspec: []\n",
                "kind: Deployment\nspec: {template: null}\n",
                "kind: {a: b}\n",
                "kind: Pod\nspec: {containers: [1, [], {}]}\n",
                "kind: List\nitems: [null, 3, {kind: 4}]\n",
                "- kind: Pod\n")) {
            assertThat(Manifests.read(List.of(file("x.yaml", text)))).hasSize(1);
        }
    }
}

package dev.slipway.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.base.Digest;
import dev.slipway.exec.files.Home;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageArchiveTest {
    @TempDir
    Path temp;

    @Test
    void anOciArchiveKeepsItsDigest() throws Exception {
        PackedImage image = Samples.image(temp, "a");
        Path tar = Samples.tar(temp.resolve("image.tar"), Samples.files(image.layout()), Map.of());
        Home home = new Home(temp.resolve("other"));
        PackedImage taken = new RegistryImages(home).fetch(ImageSource.parse("oci:" + tar + "@" + image.digest()));
        assertThat(taken.digest()).isEqualTo(image.digest());
        assertThat(new Unpacker(home).unpack(taken).folder().resolve("app/file"))
                .hasContent("a");
        assertThat(new RegistryImages(home)
                        .fetch(ImageSource.parse("oci:gone@" + image.digest()))
                        .fresh())
                .isFalse();
    }

    @Test
    void aLayoutFolderIsTakenByDigestAndAnotherDigestIsRefused() throws Exception {
        PackedImage image = Samples.image(temp, "a");
        Home home = new Home(temp.resolve("other"));
        RegistryImages images = new RegistryImages(home);
        assertThat(images.fetch(ImageSource.parse("oci:" + image.layout() + "@" + image.digest()))
                        .digest())
                .isEqualTo(image.digest());
        Digest other = Digest.of("other");
        assertThatThrownBy(() -> images.fetch(ImageSource.parse("oci:" + image.layout() + "@" + other)))
                .hasMessageContaining("not whole");
        Path tar = Samples.tar(
                temp.resolve("image.tar"),
                Samples.files(Samples.image(temp, "b").layout()),
                Map.of());
        assertThatThrownBy(() -> images.fetch(ImageSource.parse("oci:" + tar + "@" + other)))
                .hasMessageContaining("another digest");
        assertThatThrownBy(() -> images.fetch(ImageSource.parse("oci:/nowhere@" + other)))
                .hasMessageContaining("no image at");
    }

    @Test
    void anOldDockerSaveGetsTheSameManifestEachTime() throws Exception {
        PackedImage image = Samples.image(temp, "a");
        OciLayout layout = new OciLayout(image.layout());
        Map<String, byte[]> files = new LinkedHashMap<>();
        byte[] layer = Files.readAllBytes(layout.blob(image.layers().getFirst().digest()));
        Digest diff = image.layers().getFirst().digest();
        files.put("abc/layer.tar", layer);
        files.put(
                "cfg.json",
                ("{\"architecture\":\"amd64\",\"os\":\"linux\",\"config\":{\"Cmd\":[\"/app/file\"],\"Env\":[\"A=b\"],\"Labels\":null},"
                                + "\"rootfs\":{\"type\":\"layers\",\"diff_ids\":[\"" + diff + "\",\"" + diff + "\"]}}")
                        .getBytes(StandardCharsets.UTF_8));
        files.put(
                "manifest.json",
                "[{\"Config\":\"cfg.json\",\"RepoTags\":null,\"Layers\":[\"abc/layer.tar\",\"def/layer.tar\"]}]"
                        .getBytes(StandardCharsets.UTF_8));
        Path tar = Samples.tar(temp.resolve("docker.tar"), files, Map.of("def/layer.tar", "../abc/layer.tar"));

        Home home = new Home(temp.resolve("other"));
        PackedImage first = new ImageArchive(home).take(tar, "amd64");
        assertThat(first.start()).containsExactly("/app/file");
        assertThat(first.environment()).containsEntry("A", "b");
        assertThat(first.layers()).hasSize(2);
        assertThat(first.ours()).isFalse();
        assertThat(new ImageArchive(home).take(tar, "amd64").digest()).isEqualTo(first.digest());
        UnpackedRelease release = new Unpacker(home).unpack(first);
        assertThat(release.resolve(first.start())).containsExactly(release.folder() + "/app/file");

        files.put("abc/layer.tar", "changed".getBytes(StandardCharsets.UTF_8));
        Path changed = Samples.tar(temp.resolve("changed.tar"), files, Map.of("def/layer.tar", "../abc/layer.tar"));
        assertThatThrownBy(() -> new ImageArchive(home).take(changed, "amd64"))
                .satisfies(e -> assertThat(((dev.slipway.base.SlipwayException) e)
                                .problems()
                                .getFirst()
                                .cause())
                        .contains("does not have the digest"));
    }

    @Test
    void anImageNeedsADigest() {
        assertThatThrownBy(() -> ImageSource.parse("nginx:1.27")).hasMessageContaining("not an image by digest");
        Digest d = Digest.of("x");
        assertThat(ImageSource.parse("localhost:5000/shop/web:v1@" + d))
                .isEqualTo(new ImageSource.Registry("localhost:5000/shop/web:v1", d));
        assertThat(ImageSource.parse("oci:/images/web@" + d))
                .isEqualTo(new ImageSource.Local(Path.of("/images/web"), d));
    }
}

package dev.slipway.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.base.Digest;
import dev.slipway.base.wire.Oci;
import dev.slipway.exec.files.Home;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnpackerTest {
    @TempDir
    Path temp;

    private Home home;

    @BeforeEach
    void home() {
        home = new Home(temp.resolve("home"));
    }

    @Test
    void laysLayersOverEachOtherWithWhiteouts() throws Exception {
        PackedImage image = image(
                layer(
                        t -> file(t, "etc/a", "old"),
                        t -> file(t, "etc/b", "b"),
                        t -> file(t, "opt/x/one", "1"),
                        t -> file(t, "opt/x/two", "2")),
                layer(
                        t -> file(t, "etc/a", "new"),
                        t -> file(t, "etc/.wh.b", ""),
                        t -> file(t, "opt/x/three", "3"),
                        t -> file(t, "opt/x/.wh..wh..opq", "")));
        Path root = new Unpacker(home).unpack(image).folder();
        assertThat(root.resolve("etc/a")).hasContent("new");
        assertThat(root.resolve("etc/b")).doesNotExist();
        assertThat(root.resolve("opt/x/one")).doesNotExist();
        assertThat(root.resolve("opt/x/three")).hasContent("3");
    }

    @Test
    void makesAbsoluteLinksRelativeAndFollowsThemInside() throws Exception {
        PackedImage image = image(
                layer(t -> link(t, "bin", "/usr/bin"), t -> link(t, "usr/bin/java", "/opt/jdk/java")),
                layer(t -> file(t, "bin/tool", "tool"), t -> file(t, "opt/jdk/java", "java")));
        Path root = new Unpacker(home).unpack(image).folder();
        assertThat(root.resolve("usr/bin/tool")).hasContent("tool");
        assertThat(root.resolve("usr/bin/java")).hasContent("java");
        assertThat(Files.readSymbolicLink(root.resolve("usr/bin/java"))).isEqualTo(Path.of("../../opt/jdk/java"));
    }

    @Test
    void refusesWhatLeadsOutside() throws Exception {
        Path victim = Files.writeString(temp.resolve("victim"), "safe");
        List<byte[]> hostile = List.of(
                layer(t -> file(t, "../../victim", "x")),
                layer(t -> link(t, "a/up", "../../../victim")),
                layer(t -> link(t, "out", "../.."), t -> file(t, "out/victim", "x")),
                layer(t -> hardLink(t, "h", "../../victim")));
        for (byte[] layer : hostile) {
            PackedImage image = image(layer);
            assertThatThrownBy(() -> new Unpacker(home).unpack(image)).hasMessageContaining("not fit to be unpacked");
            assertThat(home.release(image.digest())).doesNotExist();
        }
        // An absolute link to a place outside is a link to the same place inside; writing through it stays inside.
        PackedImage inside = image(layer(t -> link(t, "evil", temp.toString()), t -> file(t, "evil/victim", "x")));
        new Unpacker(home).unpack(inside);
        assertThat(victim).hasContent("safe");
    }

    @Test
    void aHardLinkToALinkKeepsItsTarget() throws Exception {
        PackedImage image = image(layer(
                t -> file(t, "a/b/file", "x"), t -> link(t, "a/b/link", "file"), t -> hardLink(t, "copy", "a/b/link")));
        assertThat(new Unpacker(home).unpack(image).folder().resolve("copy")).hasContent("x");
    }

    @Test
    void refusesALayerThatChanged() throws Exception {
        byte[] bytes = layer(t -> file(t, "a", "text"));
        PackedImage image = image(bytes);
        bytes[600] ^= 1;
        Files.write(new OciLayout(image.layout()).blob(image.layers().getFirst().digest()), bytes);
        assertThatThrownBy(() -> new Unpacker(home).unpack(image)).hasMessageContaining("not what it was");
        assertThat(home.release(image.digest())).doesNotExist();
    }

    @Test
    void isIdempotentAndMakesAFolderAgainThatWasChanged() throws Exception {
        PackedImage image = image(layer(t -> file(t, "app/a", "text")));
        Unpacker unpacker = new Unpacker(home);
        UnpackedRelease first = unpacker.unpack(image);
        assertThat(unpacker.unpack(image)).isEqualTo(first);

        Path file = first.folder().resolve("app/a");
        assertThat(file.toFile().setWritable(true)).isTrue();
        Files.writeString(file, "tampered");
        assertThat(unpacker.unpack(image)).isEqualTo(first);
        assertThat(file).hasContent("text");

        unpacker.purge(image.digest());
        assertThat(first.folder()).doesNotExist();
        unpacker.purge(image.digest());
    }

    @Test
    void removesWhatACutShortUnpackingLeft() throws Exception {
        PackedImage image = image(layer(t -> file(t, "app/a", "text")));
        Path left = home.root().resolve("releases/.tmp-0000-1-999999999");
        Files.createDirectories(left.resolve("app"));
        new Unpacker(home).unpack(image);
        assertThat(left).doesNotExist();
    }

    private PackedImage image(byte[]... layers) throws IOException {
        OciLayout layout = OciLayout.temporary(home.images());
        List<Oci.Descriptor> descriptors = new ArrayList<>();
        List<Digest> diffIds = new ArrayList<>();
        for (byte[] layer : layers) {
            diffIds.add(Digest.of(layer));
            boolean zipped = descriptors.size() % 2 == 1;
            byte[] stored = zipped ? gzip(layer) : layer;
            layout.put(new ByteArrayInputStream(stored), Digest.of(stored), stored.length);
            descriptors.add(new Oci.Descriptor(zipped ? Oci.LAYER_GZIP : Oci.LAYER, Digest.of(stored), stored.length));
        }
        Oci.Config config =
                new Oci.Config("amd64", "linux", "", Oci.Run.NONE, new Oci.RootFs("layers", diffIds), List.of());
        Oci.Descriptor manifest = layout.put(
                Oci.MANIFEST,
                new Oci.Manifest(2, Oci.MANIFEST, layout.put(Oci.CONFIG, config), descriptors, java.util.Map.of()));
        layout.seal(manifest, "amd64");
        return layout.image(manifest.digest());
    }

    @SafeVarargs
    private static byte[] layer(Consumer<TarArchiveOutputStream>... entries) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (var tar = new TarArchiveOutputStream(bytes, StandardCharsets.UTF_8.name())) {
            for (Consumer<TarArchiveOutputStream> entry : entries) {
                entry.accept(tar);
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void file(TarArchiveOutputStream tar, String name, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        TarArchiveEntry entry = new TarArchiveEntry(name, true);
        entry.setSize(bytes.length);
        put(tar, entry, bytes);
    }

    private static void link(TarArchiveOutputStream tar, String name, String target) {
        TarArchiveEntry entry = new TarArchiveEntry(name, TarConstants.LF_SYMLINK);
        entry.setLinkName(target);
        put(tar, entry, new byte[0]);
    }

    private static void hardLink(TarArchiveOutputStream tar, String name, String target) {
        TarArchiveEntry entry = new TarArchiveEntry(name, TarConstants.LF_LINK);
        entry.setLinkName(target);
        put(tar, entry, new byte[0]);
    }

    private static void put(TarArchiveOutputStream tar, TarArchiveEntry entry, byte[] bytes) {
        try {
            tar.putArchiveEntry(entry);
            tar.write(bytes);
            tar.closeArchiveEntry();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
            zip.write(bytes);
        }
        return out.toByteArray();
    }
}

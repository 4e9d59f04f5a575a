package dev.keyfob.persistence;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.h2.store.fs.FileBase;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;

/**
 * A real disk under H2 that knows what a power cut would leave: everything that was forced, and any selection of the
 * later writes. Each write survives as a whole or not at all.
 */
public final class PowerCutDisk extends FilePathWrapper {

    static final String FILE_SYSTEM = "powercut:";

    /** The contents that were forced to disk. The later writes are in {@link #SINCE}. */
    private static byte[] forced = new byte[0];

    private static final List<Write> SINCE = new ArrayList<>();

    private record Write(long position, byte[] bytes) {}

    static synchronized void attach() {
        forced = new byte[0];
        SINCE.clear();
        FilePath.register(new PowerCutDisk());
    }

    /** Writes to that file what a power cut would leave now. */
    static synchronized void cut(Path file, Random random) throws IOException {
        try (FileChannel left = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            left.write(ByteBuffer.wrap(forced), 0);
            // Either a random half survives, or all but the first writes, because later writes depend on earlier ones.
            int lost = random.nextInt(SINCE.size() + 1);
            boolean isHalf = random.nextBoolean();
            for (int i = 0; i < SINCE.size(); i++) {
                if (isHalf ? random.nextBoolean() : i >= lost) {
                    left.write(
                            ByteBuffer.wrap(SINCE.get(i).bytes()), SINCE.get(i).position());
                }
            }
        }
    }

    private static synchronized void note(long position, byte[] bytes) {
        SINCE.add(new Write(position, bytes));
    }

    private static synchronized void force(Path file) throws IOException {
        forced = Files.readAllBytes(file);
        SINCE.clear();
    }

    @Override
    public String getScheme() {
        return "powercut";
    }

    @Override
    public FileChannel open(String mode) throws IOException {
        return new Channel(getBase().open(mode), Path.of(getBase().toString()));
    }

    private static final class Channel extends FileBase {

        private final FileChannel disk;
        private final Path file;
        private final boolean isData;

        Channel(FileChannel disk, Path file) {
            this.disk = disk;
            this.file = file;
            this.isData = file.toString().endsWith(".mv.db");
        }

        @Override
        public int write(ByteBuffer bytes) throws IOException {
            return write(bytes, disk.position());
        }

        // Recorded and written in one step, so that a force covers exactly the writes recorded before it.
        @Override
        public int write(ByteBuffer bytes, long position) throws IOException {
            synchronized (PowerCutDisk.class) {
                if (isData) {
                    byte[] copy = new byte[bytes.remaining()];
                    bytes.duplicate().get(copy);
                    note(position, copy);
                }
                return disk.write(bytes, position);
            }
        }

        @Override
        public void force(boolean withMetadata) throws IOException {
            synchronized (PowerCutDisk.class) {
                if (isData) {
                    PowerCutDisk.force(file);
                }
            }
        }

        @Override
        public FileChannel truncate(long size) throws IOException {
            disk.truncate(size);
            return this;
        }

        @Override
        public int read(ByteBuffer bytes) throws IOException {
            return disk.read(bytes);
        }

        @Override
        public int read(ByteBuffer bytes, long position) throws IOException {
            return disk.read(bytes, position);
        }

        @Override
        public long position() throws IOException {
            return disk.position();
        }

        @Override
        public FileChannel position(long position) throws IOException {
            disk.position(position);
            return this;
        }

        @Override
        public long size() throws IOException {
            return disk.size();
        }

        @Override
        public FileLock tryLock(long position, long size, boolean shared) throws IOException {
            return disk.tryLock(position, size, shared);
        }

        @Override
        protected void implCloseChannel() throws IOException {
            disk.close();
        }
    }
}

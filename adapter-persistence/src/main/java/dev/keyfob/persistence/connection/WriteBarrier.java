package dev.keyfob.persistence.connection;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.util.concurrent.atomic.AtomicLong;
import org.h2.store.fs.FileBase;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;

/**
 * The file system under H2's file. A block that is safe on disk is overwritten only after its replacement is safe on
 * disk too: H2 reuses space at once and a disk may reorder writes, so a power cut in between would otherwise destroy
 * both.
 */
public final class WriteBarrier extends FilePathWrapper {

    private static final String SCHEME = "barrier";

    /** Returns H2's name for a path of that file system behind this barrier. */
    public static String before(String place) {
        FilePath.register(new WriteBarrier());
        return SCHEME + ":" + place;
    }

    @Override
    public String getScheme() {
        return SCHEME;
    }

    @Override
    public FileChannel open(String mode) throws IOException {
        return new Channel(getBase().open(mode));
    }

    private static final class Channel extends FileBase {

        private final FileChannel disk;

        // A killed process may have left writes that were never forced, so the first overwrite forces them.
        private final AtomicLong writes = new AtomicLong(1);
        private volatile long forcedWrites;
        private volatile long forcedSize;

        Channel(FileChannel disk) throws IOException {
            this.disk = disk;
            this.forcedSize = disk.size();
        }

        @Override
        public int write(ByteBuffer bytes, long position) throws IOException {
            // The header needs this too: it names a chunk, and if that chunk is missing, H2 may take an older one for
            // the newest.
            if (position < forcedSize && forcedWrites < writes.get()) {
                force(false);
            }
            int written = disk.write(bytes, position);
            writes.incrementAndGet();
            return written;
        }

        @Override
        public int write(ByteBuffer bytes) throws IOException {
            int written = disk.write(bytes);
            writes.incrementAndGet();
            return written;
        }

        @Override
        public void force(boolean withMetadata) throws IOException {
            long before = writes.get();
            long size = disk.size();
            disk.force(withMetadata);
            synchronized (this) {
                forcedWrites = Math.max(forcedWrites, before);
                forcedSize = Math.max(forcedSize, size);
            }
        }

        @Override
        public FileChannel truncate(long size) throws IOException {
            disk.truncate(size);
            writes.incrementAndGet();
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

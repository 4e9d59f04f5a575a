package dev.keyfob.persistence;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.util.concurrent.atomic.AtomicInteger;
import org.h2.store.fs.FileBase;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;

/** A real disk under H2 that counts how often it is forced, and that can be full, now or after some writes. */
public final class FaultyDisk extends FilePathWrapper {

    static final String FILE_SYSTEM = "faulty:";
    static final AtomicInteger FORCED = new AtomicInteger();
    static final AtomicInteger WRITES = new AtomicInteger();
    static volatile boolean isFull;
    private static volatile int room = Integer.MAX_VALUE;

    static void attach() {
        isFull = false;
        fullAfter(Integer.MAX_VALUE);
        FilePath.register(new FaultyDisk());
    }

    /** Leaves room for that number of further writes. */
    static void fullAfter(int writes) {
        WRITES.set(0);
        room = writes;
    }

    @Override
    public String getScheme() {
        return "faulty";
    }

    @Override
    public FileChannel open(String mode) throws IOException {
        return new Channel(getBase().open(mode));
    }

    private static final class Channel extends FileBase {

        private final FileChannel disk;

        Channel(FileChannel disk) {
            this.disk = disk;
        }

        @Override
        public int write(ByteBuffer bytes) throws IOException {
            requireRoom();
            return disk.write(bytes);
        }

        @Override
        public int write(ByteBuffer bytes, long position) throws IOException {
            requireRoom();
            return disk.write(bytes, position);
        }

        @Override
        public void force(boolean withMetadata) throws IOException {
            disk.force(withMetadata);
            FORCED.incrementAndGet();
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
        public FileChannel truncate(long size) throws IOException {
            disk.truncate(size);
            return this;
        }

        @Override
        public FileLock tryLock(long position, long size, boolean shared) throws IOException {
            return disk.tryLock(position, size, shared);
        }

        @Override
        protected void implCloseChannel() throws IOException {
            disk.close();
        }

        private static void requireRoom() throws IOException {
            if (isFull || WRITES.incrementAndGet() > room) {
                throw new IOException("No space left on device");
            }
        }
    }
}

package dev.keyfob.web.server;

import java.nio.ByteBuffer;
import org.eclipse.jetty.io.ArrayByteBufferPool;
import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.io.RetainableByteBuffer;
import org.eclipse.jetty.util.BufferUtil;

/**
 * A buffer pool that overwrites each buffer with zeros when it is released. Requests and answers contain secrets, which
 * must not stay in the pool.
 */
public final class ClearedBuffers extends ByteBufferPool.Wrapper {

    private static final byte[] ZEROS = new byte[4096];

    public ClearedBuffers() {
        super(new ArrayByteBufferPool());
    }

    @Override
    public RetainableByteBuffer.Mutable acquire(int size, boolean direct) {
        return new Cleared(super.acquire(size, direct));
    }

    private static final class Cleared extends RetainableByteBuffer.Wrapper {

        Cleared(RetainableByteBuffer buffer) {
            super(buffer);
        }

        @Override
        public boolean release() {
            if (!isRetained()) {
                clear(getByteBuffer());
            }
            return super.release();
        }

        private static void clear(ByteBuffer bytes) {
            if (bytes.isReadOnly()) {
                return;
            }
            bytes.clear();
            while (bytes.hasRemaining()) {
                bytes.put(ZEROS, 0, Math.min(ZEROS.length, bytes.remaining()));
            }
            BufferUtil.clear(bytes);
        }
    }
}

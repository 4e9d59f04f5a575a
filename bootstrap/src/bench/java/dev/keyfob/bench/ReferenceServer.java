package dev.keyfob.bench;

import io.javalin.Javalin;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;

/** A bare Jetty or Javalin: does the work of {@link Reference}, then writes the bytes that Keyfob wrote. */
final class ReferenceServer {

    private ReferenceServer() {}

    public static void main(String[] args) throws Exception {
        List<CannedAnswer> answers = CannedAnswer.read(Path.of(args[1]));
        Reference reference = new Reference(Seeded.read(Path.of(args[2])));
        int port = args[0].equals("jetty") ? jetty(answers, reference) : javalin(answers, reference);
        System.err.println("A reference server listens on http://127.0.0.1:" + port);
    }

    private static int jetty(List<CannedAnswer> answers, Reference reference) throws Exception {
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        Server server = new Server();
        ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(http));
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        server.setHandler(new JettyHandler(answers, reference));
        server.start();
        return connector.getLocalPort();
    }

    private static int javalin(List<CannedAnswer> answers, Reference reference) {
        return Javalin.create(config -> {
                    config.startup.showJavalinBanner = false;
                    config.startup.showOldJavalinVersionWarning = false;
                    config.startup.startupWatcherEnabled = false;
                    config.jetty.modifyHttpConfiguration(http -> http.setSendServerVersion(false));
                    answers.forEach(answer -> config.routes.addHttpHandler(
                            HandlerType.findOrCreate(answer.method()),
                            answer.path(),
                            ctx -> answer(ctx, reference, answer)));
                })
                .start("127.0.0.1", 0)
                .port();
    }

    private static void answer(Context ctx, Reference reference, CannedAnswer answer) throws Exception {
        if (!reference.mayPass(new JavalinRequest(ctx))) {
            ctx.status(401);
            return;
        }
        answer.headers().forEach(ctx::header);
        ctx.status(answer.status());
        if (answer.body().length > 0) {
            ctx.result(answer.body());
        }
    }

    private record JavalinRequest(Context ctx) implements Reference.Asked {

        @Override
        public String header(String name) {
            return ctx.header(name);
        }

        @Override
        public String query() {
            return ctx.queryString();
        }

        @Override
        public byte[] body() {
            return ctx.bodyAsBytes();
        }
    }

    private record JettyRequest(Request request) implements Reference.Asked {

        @Override
        public String header(String name) {
            return request.getHeaders().get(name);
        }

        @Override
        public String query() {
            return request.getHttpURI().getQuery();
        }

        @Override
        public byte[] body() throws IOException {
            return request.getLength() == 0 ? new byte[0] : BufferUtil.toArray(Content.Source.asByteBuffer(request));
        }
    }

    private static final class JettyHandler extends Handler.Abstract {

        private record Ready(int status, List<HttpField> fields, byte[] body) {}

        private final Map<String, Ready> answers = new HashMap<>();
        private final Reference reference;

        JettyHandler(List<CannedAnswer> canned, Reference reference) {
            this.reference = reference;
            canned.forEach(answer -> answers.put(
                    answer.method() + answer.path().replace("{id}", ""),
                    new Ready(
                            answer.status(),
                            answer.headers().entrySet().stream()
                                    .map(header -> new HttpField(header.getKey(), header.getValue()))
                                    .toList(),
                            answer.body())));
        }

        @Override
        public boolean handle(Request request, Response response, Callback callback) throws Exception {
            String path = Request.getPathInContext(request);
            boolean namesOne = request.getMethod().equals("DELETE");
            Ready answer =
                    answers.get(request.getMethod() + (namesOne ? path.substring(0, path.lastIndexOf('/') + 1) : path));
            if (answer == null) {
                return false;
            }
            if (!reference.mayPass(new JettyRequest(request))) {
                response.setStatus(401);
                callback.succeeded();
                return true;
            }
            response.setStatus(answer.status);
            answer.fields.forEach(response.getHeaders()::put);
            response.write(true, ByteBuffer.wrap(answer.body), callback);
            return true;
        }
    }
}

package dev.keyfob.bench;

import io.javalin.Javalin;
import io.javalin.http.HandlerType;
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
import org.eclipse.jetty.util.Callback;

/** Jetty alone, or Javalin alone: reads the request, repeats an answer. What Keyfob costs is what it costs more. */
final class BareServer {

    private BareServer() {}

    public static void main(String[] args) throws Exception {
        List<CannedAnswer> answers = CannedAnswer.read(Path.of(args[1]));
        int port = args[0].equals("jetty") ? jetty(answers) : javalin(answers);
        System.err.println("A bare server listens on 127.0.0.1, port " + port);
    }

    private static int jetty(List<CannedAnswer> answers) throws Exception {
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        Server server = new Server();
        ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(http));
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        server.setHandler(new Repeater(answers));
        server.start();
        return connector.getLocalPort();
    }

    private static int javalin(List<CannedAnswer> answers) {
        return Javalin.create(config -> {
                    config.startup.showJavalinBanner = false;
                    config.startup.showOldJavalinVersionWarning = false;
                    config.startup.startupWatcherEnabled = false;
                    config.jetty.modifyHttpConfiguration(http -> http.setSendServerVersion(false));
                    answers.forEach(answer -> config.routes.addHttpHandler(
                            HandlerType.findOrCreate(answer.method()), answer.path(), ctx -> {
                                ctx.bodyAsBytes();
                                answer.headers().forEach(ctx::header);
                                ctx.status(answer.status());
                                if (answer.body().length > 0) {
                                    ctx.result(answer.body());
                                }
                            }));
                })
                .start("127.0.0.1", 0)
                .port();
    }

    private static final class Repeater extends Handler.Abstract {

        private record Ready(int status, List<HttpField> fields, byte[] body) {}

        private final Map<String, Ready> answers = new HashMap<>();

        Repeater(List<CannedAnswer> canned) {
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
            if (request.getLength() != 0) {
                Content.Source.asByteBuffer(request);
            }
            response.setStatus(answer.status);
            answer.fields.forEach(response.getHeaders()::put);
            response.write(true, ByteBuffer.wrap(answer.body), callback);
            return true;
        }
    }
}

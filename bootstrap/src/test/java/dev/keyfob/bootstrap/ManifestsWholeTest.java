package dev.keyfob.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.keyfob.web.ForeignTool;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Parses the documented manifests with the models of Kubernetes and Compose, so a misspelt field fails. */
@Tag("whole")
class ManifestsWholeTest {

    private static final Path DEPLOY = Path.of("src", "main", "dist", "containers");

    private static final Map<String, Class<?>> KINDS = Map.of(
            "v1 ConfigMap", ConfigMap.class,
            "v1 Secret", Secret.class,
            "v1 Service", Service.class,
            "apps/v1 Deployment", Deployment.class,
            "policy/v1 PodDisruptionBudget", PodDisruptionBudget.class,
            "networking.k8s.io/v1 NetworkPolicy", NetworkPolicy.class);

    /** Rejects unknown fields, which the models would otherwise accept. */
    private static final ObjectMapper STRICT = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .annotationIntrospector(new JacksonAnnotationIntrospector() {
                @Override
                public Boolean hasAnySetter(Annotated annotated) {
                    return false;
                }
            })
            .build();

    @TempDir
    Path directory;

    @Test
    void kubernetes_knows_every_field() throws IOException {
        List<Object> read = read(Files.readString(DEPLOY.resolve("kubernetes.yaml")));

        assertThat(read).hasSize(KINDS.size());
    }

    @ParameterizedTest
    @CsvSource({
        "readOnlyRootFilesystem: true, readonlyRootFilesystem: true",
        "periodSeconds: 2, periodSecs: 2",
        "replicas: 2, replicas: two"
    })
    void a_misspelt_field_is_found(String right, String wrong) throws IOException {
        String manifests = Files.readString(DEPLOY.resolve("kubernetes.yaml"));
        assertThat(manifests).contains(right);

        assertThatThrownBy(() -> read(manifests.replace(right, wrong))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void keyfob_takes_the_settings_in_the_config_map() throws IOException {
        ConfigMap map = read(Files.readString(DEPLOY.resolve("kubernetes.yaml"))).stream()
                .filter(ConfigMap.class::isInstance)
                .map(ConfigMap.class::cast)
                .findFirst()
                .orElseThrow();
        Path file = Files.writeString(
                directory.resolve("keyfob.yaml"),
                map.getData().get("keyfob.yaml").replace("/run/secrets/keyfob", directory.toString()));
        for (String secret : List.of("database-password", "audit-key", "webhook-key")) {
            Path written = Files.writeString(directory.resolve(secret), "0123456789abcdef".repeat(4));
            assertThat(written.toFile().setReadable(false, false)).isTrue();
            assertThat(written.toFile().setReadable(true, true)).isTrue();
        }

        Settings settings = Settings.load(Map.of(), Map.of(), Optional.of(file));

        assertThat(settings.publicUrl(8080).toString()).isEqualTo("https://keyfob.example.com");
    }

    @Test
    void compose_knows_every_field() throws Exception {
        ForeignTool tool = ForeignTool.in("compose", Map.of()).withPackages(Map.of("dclint", "3.1.0"));
        Files.copy(
                DEPLOY.resolve("compose.yaml"),
                tool.directory().resolve("compose.yaml"),
                StandardCopyOption.REPLACE_EXISTING);

        assertThat(tool.runPackage("dclint", "compose.yaml")).doesNotContain("error ");
    }

    private static List<Object> read(String manifests) {
        List<Object> read = new ArrayList<>();
        for (Object each : new Yaml(new SafeConstructor(new LoaderOptions())).loadAll(manifests)) {
            Map<?, ?> manifest = (Map<?, ?>) each;
            String kind = manifest.get("apiVersion") + " " + manifest.get("kind");
            assertThat(KINDS).containsKey(kind);
            read.add(STRICT.convertValue(each, KINDS.get(kind)));
        }
        return read;
    }
}

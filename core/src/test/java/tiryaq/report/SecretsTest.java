package tiryaq.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tiryaq.command.masking.Secrets;

class SecretsTest {
    private static final String SECRET = "hunter2";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://kim:hunter2@example.org/simple",
                "https://hunter2@example.org/simple",
                "https://kim:a@hunter2@example.org/simple",
                "https://kim:hun/hunter2@example.org/simple",
                "Looking in indexes: https://a.example/simple, https://kim:hunter2@example.org/simple",
                "git+https://hunter2@example.org/kim/x.git#egg=x",
                "git+ssh://kim:hunter2@example.org/x.git",
                "postgresql+asyncpg://kim:hunter2@db.example:5432/x",
                "https://example.org/x.whl?token=hunter2&v=1",
                "https://example.org/x.whl?access_token=hunter2",
                "--password=hunter2",
                "PASSWORD='hunter2'",
                "{\"api_key\": \"hunter2\"}",
                "Authorization: Bearer hunter2",
                "curl -H 'authorization: Basic hunter2=='",
                "PIP_INDEX_URL=https://kim:hunter2@example.org/simple",
                "UV_INDEX_CORP_PASSWORD=hunter2",
                "SUPABASE_KEY=hunter2",
                "secret_key=hunter2",
                "aws_secret_access_key = hunter2",
                "pwd=hunter2",
                "Server=db;Uid=kim;Pwd=hunter2;",
                "DB_PASS=hunter2",
                "passphrase hunter2",
                "the password is hunter2",
                "curl -u svc:hunter2 example.org",
                "Cookie: theme=dark; session=hunter2",
                "cannot reach kim:hunter2@db.example:5432",
                "https://example.org/x.whl?sv=1&sig=hunter2",
                "password=\"a hunter2 b\"",
                "{'password': 'a, hunter2'}",
                "Password is: hunter2",
                "passphrase is: \"hunter2\"",
                "twine upload --password hunter2 dist/x.whl",
                "ERROR: 'x login --access-token hunter2' returned 1",
                "tool --client-secret 'hunter2'",
                "tool --db-pass hunter2 --verbose",
                "tool --pwd=hunter2",
                "header Bearer hunter2 was refused",
                "x-api-key: hunter2",
                "api_key=hunter2",
                "sshpass -p hunter2 ssh kim@example.org",
                "docker login -u kim -p hunter2 registry.example.org",
                "+ twine upload -u __token__ -p hunter2 dist/x.whl",
                "mysqldump -u kim -phunter2 x",
                "redis-cli -h db -a hunter2 ping",
                "machine example.org login kim password hunter2",
            })
    void credentialsAreMasked(String text) {
        assertThat(Secrets.mask(text)).doesNotContain(SECRET).contains("****");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://example.org:8443/simple",
                "https://example.org/@scope/x",
                "https://example.org:8443/@scope/x",
                "git+ssh://git@example.org/kim/x.git",
                "ModuleNotFoundError: No module named 'tokenizers'",
                "token = get_token()",
                "sorted(names, key=len)",
                "/home/kim/project/authlib/__init__.py",
                "file:///home/kim/x.whl",
                "sk-learn",
                "Column(primary_key=True)",
                "ImportError: cannot import name 'Secret' from 'x'",
                "KeyError: 'password'",
                "the password is required",
                "password is not set",
                "Enter passphrase for key",
                "PWD=/home/kim/project",
                "pwd: command not found",
                "12 passed, 1 xpassed",
                "pass: 3",
                "docker run -u 1000:1000 python:3.12@sha256:12ab x",
                "git@example.org:kim/x.git",
                "cookiecutter x",
                "sigma=2",
                "FATAL:  password authentication failed for user \"kim\"",
                "the --password option is required",
                "use --token TOKEN or --password-stdin",
                "usage: x [--password PASSWORD] [--token <token>]",
                "error: --password needs a value",
                "python x.py --bypass cache",
                "hf_hub_download",
                "cmake --pass-exit-codes all",
                "npm_config_registry",
                "twine upload --password $PASSWORD",
                "Bearer authentication is required",
                "mysql -p x",
                "mysql --port 3306",
                "redis-cli -p 6379",
                "mkdir -p login -p2",
                "docker run -p 8080:80 x",
                "please login and run with -p 4",
                "the token is for tests",
            })
    void whatIsNoCredentialStays(String text) {
        assertThat(Secrets.mask(text)).isEqualTo(text);
    }

    /** One for each form that the pattern has: a literal before it must let every one of them through. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "pypi-",
                "ghp_",
                "gho_",
                "ghu_",
                "ghs_",
                "ghr_",
                "github_pat_",
                "glpat-",
                "xoxa-",
                "xoxb-",
                "xoxp-",
                "AKIA",
                "sk-",
                "eyJhbGciOiJI.",
                "ASIA",
                "AIza",
                "hf_",
                "npm_",
                "sk_live_",
                "rk_test_",
                "SG.a1B2c3D4e5F6g7H8.",
            })
    void tokensOfWellKnownFormsAreMasked(String start) {
        String rest = start.endsWith("SIA") || start.equals("AKIA")
                ? "A1B2C3D4E5F6G7H8"
                : "a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8";
        assertThat(Secrets.mask("got " + start + rest + " back")).isEqualTo("got **** back");
    }

    @Test
    void tokensOfKnownFormsAreMaskedWhereverTheyStand() {
        String jwt = "eyJhbGciOiJIUzI1NiJ9.eyJyb2xlIjoiYW5vbiJ9.c2lnbmF0dXJlMTIz";
        assertThat(Secrets.mask("create_client(url, '" + jwt + "')")).isEqualTo("create_client(url, '****')");
        assertThat(Secrets.mask("x ghp_abcdefghijklmnopqrstuvwxyz0123456789 y")).isEqualTo("x **** y");
        assertThat(Secrets.mask("pypi-AgEIcHlwaS5vcmcCJDAwMDAwMDAw")).isEqualTo("****");
    }

    @Test
    void wordsAfterAnOptionForASecretAreMasked() {
        assertThat(Secrets.maskWords(List.of("x", "--token", SECRET, "--name", "y")))
                .containsExactly("x", "--token", "****", "--name", "y");
        assertThat(Secrets.maskWords(List.of("x", "--db-pass", SECRET, "--bypass", "y")))
                .containsExactly("x", "--db-pass", "****", "--bypass", "y");
        assertThat(Secrets.maskWords(List.of("curl", "-u", "kim:" + SECRET))).containsExactly("curl", "-u", "kim:****");
    }

    @Test
    void wordsAfterAShortOptionOfAKnownProgramAreMasked() {
        for (List<String> words : List.of(
                List.of("sshpass", "-p", SECRET, "ssh", "x"),
                List.of("sudo", "/usr/bin/docker", "login", "-u", "kim", "-p", SECRET),
                List.of("docker", "login", "-p" + SECRET),
                List.of("twine", "upload", "-p", SECRET),
                List.of("mysql", "-u", "kim", "-p" + SECRET),
                List.of("redis-cli", "-a", SECRET))) {
            assertThat(String.join(" ", Secrets.maskWords(words)))
                    .doesNotContain(SECRET)
                    .contains("****");
        }
        for (List<String> words : List.of(
                List.of("docker", "run", "-p", "80:80"),
                List.of("mysql", "-p", "base"),
                List.of("redis-cli", "-p", "6379"),
                List.of("python", "-p", "x"),
                List.of("mkdir", "-p", "login"))) {
            assertThat(Secrets.maskWords(words)).isEqualTo(words);
        }
    }

    @Test
    void variablesAreMaskedByName() {
        assertThat(Secrets.maskVariable("SUPABASE_SERVICE_KEY", SECRET)).isEqualTo("****");
        assertThat(Secrets.maskVariable("SUPABASE_KEY", SECRET)).isEqualTo("****");
        assertThat(Secrets.maskVariable("SESSION_SECRET", "/9j+hunter2=="))
                .as("base64 may begin with a slash")
                .isEqualTo("****");
        for (String name : List.of("SECRET_FILE", "TOKEN_PATH", "AUTH_SOCK")) {
            assertThat(Secrets.maskVariable(name, "/run/x")).as(name).isEqualTo("/run/x");
        }
        assertThat(Secrets.maskVariable("GIT_AUTHOR_NAME", "Kim")).isEqualTo("Kim");
        assertThat(Secrets.maskVariable("PYTHONPATH", "/a:/b")).isEqualTo("/a:/b");
        assertThat(Secrets.maskVariable("SSH_AUTH_SOCK", "/tmp/agent")).isEqualTo("/tmp/agent");
    }

    @Test
    void longHostileTextIsMaskedInTime() {
        for (String part : List.of(
                "--token ",
                "--a-b-c-",
                "bearer ",
                "Bearer a",
                "sshpass -p ",
                "mysql -",
                "redis-cli  ",
                "login x password ",
                "password is: ",
                "twine upload",
                "docker login -p")) {
            String hostile = part.repeat(10_000);
            Assertions.assertTimeoutPreemptively(Duration.ofSeconds(5), () -> Secrets.mask(hostile), part);
        }
        String hostile = "token=".repeat(50_000) + "://@:".repeat(50_000) + "eyJ".repeat(50_000);
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(5), () -> Secrets.mask(hostile));
    }
}

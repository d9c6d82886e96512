package dev.slipway.assess.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.assess.Fact;
import dev.slipway.assess.ProjectModel.Component;
import dev.slipway.assess.Recipe;
import dev.slipway.assess.Repo;
import dev.slipway.intent.Intent.Role;
import org.junit.jupiter.api.Test;

class PythonDetectorTest {
    @Test
    void startsFlaskUnderGunicorn() {
        Component c = Repo.of(
                        "requirements.txt", "flask==3.0.3\ngunicorn==22.0\npsycopg2-binary==2.9.9\n",
                        "requirements-dev.txt", "-r requirements.txt\npytest==8.2\n",
                        "app.py",
                                "from flask import Flask\napp = Flask(__name__)\n@app.get(\"/healthz\")\ndef h(): return 'ok'\n@app.get('/items')\ndef i(): pass\n",
                        "tests/test_app.py", "def test_it(): pass\n")
                .service();
        assertThat(c.frameworks().getFirst().known()).contains("flask");
        assertThat(c.recipe().start())
                .containsExactly("python3", "-m", "gunicorn", "--bind", "0.0.0.0:${PORT}", "app:app");
        assertThat(c.health().known()).contains("/healthz");
        assertThat(c.port().orCustomary()).contains(8000);
        assertThat(Repo.needs(c)).containsExactly("postgres");
        assertThat(c.recipe().build().getFirst().arguments())
                .endsWith("--target", "${OUT}/deps", "-r", "requirements.txt");
        assertThat(c.recipe().environment()).containsEntry("PYTHONPATH", "/app/deps:/app/src");
        assertThat(c.recipe().test()).extracting(Recipe.Step::name).containsExactly("test dependencies", "test");
        assertThat(c.recipe().test().getLast().arguments()).contains("pytest", "--junitxml=${OUT}/junit.xml");
    }

    @Test
    void startsFlaskByItselfWhereThereIsNoServer() {
        Component c = Repo.of(
                        "requirements.txt",
                        "Flask\n",
                        "web/app.py",
                        "from flask import Flask\ndef create_app():\n    return Flask(__name__)\n")
                .service();
        assertThat(c.recipe().start())
                .containsExactly(
                        "python3",
                        "-m",
                        "flask",
                        "--app",
                        "web.app:create_app",
                        "run",
                        "--host",
                        "0.0.0.0",
                        "--port",
                        "${PORT}");
    }

    @Test
    void listsSeveralApplicationsAsAlternatives() {
        Component c = Repo.of(
                        "pyproject.toml",
                                "[project]\nname = \"api\"\nrequires-python = \">=3.11\"\ndependencies = [\"fastapi\", \"uvicorn[standard]>=0.30\"]\n",
                        "src/api/__init__.py", "",
                        "src/api/main.py", "from fastapi import FastAPI\napp = FastAPI()\n",
                        "src/api/admin.py", "from fastapi import FastAPI\nadmin = FastAPI()\n")
                .service();
        assertThat(c.recipe().start()).contains("uvicorn", "api.main:app", "${PORT}");
        assertThat(c.start())
                .isInstanceOfSatisfying(
                        Fact.Known.class, k -> assertThat(k.alternatives()).hasSize(1));
        assertThat(c.version().known()).contains("3.11");
        assertThat(c.recipe().outputs().getLast().from()).isEqualTo("src");
        assertThat(c.recipe().build().getFirst().arguments()).contains("fastapi", "uvicorn[standard]>=0.30");
    }

    @Test
    void readsDjangoFromItsManageFile() {
        Repo repo = Repo.of(
                "manage.py", "import os\nos.environ.setdefault(\"DJANGO_SETTINGS_MODULE\", \"shop.settings\")\n",
                "requirements.txt", "django==5.0\ngunicorn\npsycopg[binary]\n",
                "shop/wsgi.py", "application = get_wsgi_application()\n",
                "shop/settings.py", "DATABASES = {'default': {'ENGINE': 'django.db.backends.postgresql'}}\n",
                "shop/urls.py", "urlpatterns = [path('health/', health), path('items/', items)]\n",
                "shop/tests.py", "from django.test import TestCase\n");
        Component c = repo.service();
        assertThat(c.recipe().start())
                .containsExactly(
                        "python3", "-m", "gunicorn", "--bind", "0.0.0.0:${PORT}", "--chdir", "/app/src", "shop.wsgi");
        assertThat(Repo.needs(c)).containsExactly("postgres");
        assertThat(c.recipe().test().getFirst().arguments()).containsExactly("python3", "manage.py", "test");
        assertThat(c.health().known().orElse("")).startsWith("/health");
    }

    @Test
    void runsAPlainFileOfTheStandardLibrary() {
        Component c = Repo.of(
                        "server.py",
                        "import os\nfrom http.server import ThreadingHTTPServer\n\ndef main():\n    port = int(os.environ.get(\"PORT\", \"8099\"))\n    ThreadingHTTPServer((\"0.0.0.0\", port), H).serve_forever()\n\nif __name__ == \"__main__\":\n    main()\n",
                        "tests/test_server.py",
                        "import unittest\nclass T(unittest.TestCase):\n    def test_a(self): pass\n")
                .service();
        assertThat(c.role().known()).contains(Role.WEB);
        assertThat(c.port().known()).contains(8099);
        assertThat(c.recipe().start()).containsExactly("python3", "/app/src/server.py");
        assertThat(c.recipe().build()).isEmpty();
        assertThat(c.recipe().test().getFirst().arguments())
                .containsExactly("python3", "-m", "unittest", "discover", "-v", "-p", "test*.py", "-s", "tests");
        assertThat(c.recipe().environment()).containsEntry("PYTHONPATH", "/app/src");
    }

    @Test
    void findsAServerThatIsAClassOfItsOwn() {
        Component c = Repo.of(
                        "app.py",
                        "class Server(ThreadingHTTPServer):\n    daemon_threads = True\n\ndef main():\n    server = Server((\"\", port()), Handler)\n    server.serve_forever()\n\nif __name__ == \"__main__\":\n    main()\n")
                .service();
        assertThat(c.role().known()).contains(Role.WEB);
    }

    @Test
    void passesThePortAsAFlagWhereTheProgramWantsOne() {
        Component c = Repo.of(
                        "main.py",
                        "import argparse\nfrom http.server import HTTPServer\np = argparse.ArgumentParser()\np.add_argument(\"--port\", type=int, default=8088)\nHTTPServer((\"\", p.parse_args().port), H)\nif __name__ == \"__main__\":\n    pass\n")
                .service();
        assertThat(c.port().known()).contains(8088);
        assertThat(c.recipe().start()).endsWith("--port", "${PORT}");
    }

    @Test
    void pinsTheRunTimePackagesOfALockfileWithoutItsTool() {
        String lock = """
                [[package]]
                name = "flask"
                version = "3.0.3"
                [package.dependencies]
                Werkzeug = ">=3.0"
                colorama = {version = "*", markers = "sys_platform == \\"win32\\""}
                [[package]]
                name = "werkzeug"
                version = "3.0.4"
                [[package]]
                name = "colorama"
                version = "0.4.6"
                [[package]]
                name = "pytest"
                version = "8.0.0"
                """;
        Component c = Repo.of(
                        "pyproject.toml",
                                "[tool.poetry]\nname = \"x\"\n[tool.poetry.dependencies]\npython = \"^3.10\"\nflask = \"^3.0\"\n[tool.poetry.group.dev.dependencies]\npytest = \"^8.0\"\n",
                        "poetry.lock", lock,
                        "app.py", "from flask import Flask\napp = Flask(__name__)\n")
                .service();
        assertThat(c.recipe().build().getFirst().arguments())
                .contains("--no-deps", "flask==3.0.3", "werkzeug==3.0.4", "colorama==0.4.6 ; sys_platform == \"win32\"")
                .noneMatch(a -> a.startsWith("pytest"));
        assertThat(c.version().known()).contains("3.10");
    }

    @Test
    void walksTheLockOfUv() {
        String lock = """
                [[package]]
                name = "svc"
                version = "0.1.0"
                source = { virtual = "." }
                dependencies = [{ name = "uvicorn", extra = ["standard"] }, { name = "fastapi" }]
                [package.dev-dependencies]
                dev = [{ name = "pytest" }]
                [[package]]
                name = "uvicorn"
                version = "0.30.1"
                source = { registry = "r" }
                [package.optional-dependencies]
                standard = [{ name = "httptools" }]
                [[package]]
                name = "httptools"
                version = "0.6.1"
                [[package]]
                name = "fastapi"
                version = "0.111.0"
                [[package]]
                name = "pytest"
                version = "8.2.0"
                """;
        Component c = Repo.of(
                        "pyproject.toml",
                                "[project]\nname = \"svc\"\ndependencies = [\"fastapi\", \"uvicorn[standard]\"]\n",
                        "uv.lock", lock,
                        "main.py", "from fastapi import FastAPI\napp: FastAPI = FastAPI()\n")
                .service();
        assertThat(c.recipe().build().getFirst().arguments())
                .endsWith("fastapi==0.111.0", "httptools==0.6.1", "uvicorn==0.30.1");
        assertThat(c.recipe().start()).contains("main:app");
    }

    @Test
    void takesTheProcfile() {
        Component c = Repo.of(
                        "requirements.txt", "flask\ngunicorn\n",
                        "Procfile", "web: gunicorn shop:app --log-file -\nworker: python work.py\n",
                        "shop.py", "app = Flask(__name__)\n")
                .service();
        assertThat(c.recipe().start()).startsWith("python3", "-m", "gunicorn", "--bind", "0.0.0.0:${PORT}", "shop:app");
    }

    @Test
    void aCeleryApplicationAloneIsAWorker() {
        Component c = Repo.of("requirements.txt", "celery[redis]\nredis\n", "tasks.py", "app = Celery('tasks')\n")
                .service();
        assertThat(c.role().known()).contains(Role.WORKER);
        assertThat(c.recipe().start()).contains("celery", "tasks", "worker");
    }

    @Test
    void aScriptFolderInAnotherStackIsNoService() {
        Repo repo = Repo.of(
                "scripts/main.py",
                "print(1)\n",
                "pyproject.toml",
                "[tool.ruff]\nline-length = 100\n",
                "a.py",
                "x = 1\n");
        assertThat(repo.model().services()).isEmpty();
        assertThat(repo.model().libraries()).isEmpty();
    }

    @Test
    void keepsAnSqliteFileInMind() {
        Component c = Repo.of(
                        "app.py",
                        "import sqlite3\nfrom http.server import HTTPServer\ndb = sqlite3.connect('data.db')\nif __name__ == \"__main__\":\n    HTTPServer(('', 8000), H)\n")
                .service();
        assertThat(Repo.needs(c)).containsExactly("sqlite");
    }

    @Test
    void turnsPoetrysRangesIntoPep440() {
        assertThat(PythonManifest.specifier("^3.1.2")).isEqualTo(">=3.1.2,<4");
        assertThat(PythonManifest.specifier("^0.5")).isEqualTo(">=0.5,<0.6");
        assertThat(PythonManifest.specifier("~1.4")).isEqualTo(">=1.4,<1.5");
        assertThat(PythonManifest.specifier("1.2.3")).isEqualTo("==1.2.3");
        assertThat(PythonManifest.specifier("*")).isEmpty();
        assertThat(PythonManifest.specifier(">=1.0, <2")).isEqualTo(">=1.0,<2");
    }
}

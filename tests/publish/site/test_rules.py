"""Content negotiation: the rules for web servers, asked of real ones where they are installed."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path

import pytest

from soegraph.publish.site.rules import PREFERRED, files

RELEASE = "https://example.org/soegraph-1.2.0"
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
RDFLIB = "text/turtle, application/rdf+xml;q=0.9, application/xhtml+xml;q=0.5, */*;q=0.1"
ACCEPTED = {
    "": "html",
    "*/*": "html",
    BROWSER: "html",
    "text/turtle": "ttl",
    "TEXT/TURTLE": "ttl",
    "text/turtle; charset=utf-8": "ttl",
    "text/turtle;q=0.5": "ttl",
    "text/turtle;q=0": "html",
    "text/turtle;q=0.0, application/ld+json": "jsonld",
    "application/ld+json": "jsonld",
    "application/json": "jsonld",
    "application/ld+json;q=0.9, text/turtle": "ttl",
    "text/turtle;q=0.9, application/ld+json": "jsonld",
    "text/html, text/turtle": "html",
    "text/html;q=0.5, text/turtle": "ttl",
    "image/png": "html",
    RDFLIB: "ttl",
}
PATHS = {
    "id/person/li-xiao.ttl": f"{RELEASE}/site/id/person/li-xiao.ttl",
    "id/tenure/li.group.chair.jsonld": f"{RELEASE}/site/id/tenure/li.group.chair.jsonld",
    "id/tenure/li.group.chair": f"{RELEASE}/site/id/tenure/li.group.chair.html",
    "ontology": f"{RELEASE}/site/ontology.html",
    "dataset": f"{RELEASE}/site/index.html",
    "dataset/1.2.0": f"{RELEASE}/site/index.html",
    "dataset/1.2.0/data/persons.ttl.gz": f"{RELEASE}/data/persons.ttl.gz",
    "query/posts": f"{RELEASE}/site/queries/posts.html",
}
REPLACED = [("id/person/old", "https://w3id.org/soegraph/id/person/new")]


def rules() -> dict[str, str]:
    return dict(files("1.2.0", REPLACED))


@pytest.mark.parametrize(("accept", "form"), ACCEPTED.items())
def test_the_first_pattern_that_fits_gives_the_form(accept: str, form: str) -> None:
    found = (suffix for pattern, suffix in PREFERRED if re.search(pattern, accept, re.IGNORECASE))
    assert next(found, "html") == form


def test_one_line_names_the_release() -> None:
    for name in ("w3id.htaccess", "nginx-server.conf"):
        assert rules()[f"rules/{name}"].count(RELEASE) == 1


@pytest.fixture(params=["apache2", "nginx"])
def server(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[int]:
    """Return the port of a server that goes by the rules."""
    program = shutil.which(request.param, path=f"{os.environ['PATH']}{os.pathsep}/usr/sbin")
    if program is None:
        pytest.skip(f"needs {request.param}")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    write = _write_apache if request.param == "apache2" else _write_nginx
    command = [program, *write(tmp_path, port)]
    with (tmp_path / "log").open("w") as log, subprocess.Popen(command, stdout=log, stderr=log) as running:
        try:
            _wait(port, running, tmp_path / "log")
            yield port
        finally:
            running.terminate()


def _write_apache(folder: Path, port: int) -> list[str]:
    served = folder / "www" / "soegraph"
    served.mkdir(parents=True)
    (served / ".htaccess").write_text(rules()["rules/w3id.htaccess"], "utf-8")
    modules = "".join(
        f"LoadModule {name}_module /usr/lib/apache2/modules/mod_{name}.so\n"
        for name in ("mpm_event", "authz_core", "rewrite", "headers")
    )
    user = "User www-data\nGroup www-data\n" if os.getuid() == 0 else ""
    (folder / "conf").write_text(
        f"ServerRoot {folder}\nServerName localhost\nListen 127.0.0.1:{port}\nPidFile {folder}/pid\n"
        f"DefaultRuntimeDir {folder}\nErrorLog {folder}/errors\n{modules}{user}DocumentRoot {folder}/www\n"
        f"<Directory {folder}/www>\nAllowOverride All\nOptions FollowSymLinks\n</Directory>\n"
    )
    for each in (folder, *folder.parents[:3]):
        each.chmod(0o755)
    return ["-f", str(folder / "conf"), "-DFOREGROUND"]


def _write_nginx(folder: Path, port: int) -> list[str]:
    for name in ("nginx-http.conf", "nginx-server.conf"):
        (folder / name).write_text(rules()[f"rules/{name}"], "utf-8")
    (folder / "conf").write_text(
        f"daemon off; pid {folder}/pid; error_log {folder}/errors; events {{}}\n"
        f"http {{ access_log off; client_body_temp_path {folder}/b; proxy_temp_path {folder}/p;"
        f" fastcgi_temp_path {folder}/f; uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;"
        f" include {folder}/nginx-http.conf;\n"
        f"server {{ listen 127.0.0.1:{port}; include {folder}/nginx-server.conf; }} }}\n"
    )
    return ["-c", str(folder / "conf"), "-p", str(folder)]


def _wait(port: int, running: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(200):
        assert running.poll() is None, log.read_text()
        with socket.socket() as tried:
            if tried.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise AssertionError("the server does not answer")


def asked(port: int, path: str, accept: str = "") -> tuple[int, str, str]:
    """Return status, Location and Vary of an answer."""
    connection = HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request("GET", f"/soegraph/{path}", headers={"Accept": accept} if accept else {})
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer.status, answer.headers.get("Location", ""), answer.headers.get("Vary", "")


def test_servers_answer_by_the_rules(server: int) -> None:
    for accept, form in ACCEPTED.items():
        status, location, vary = asked(server, "id/person/li-xiao", accept)
        assert (status, location) == (303, f"{RELEASE}/site/id/person/li-xiao.{form}"), accept
        assert "accept" in vary.lower()
    for path, target in PATHS.items():
        assert asked(server, path)[:2] == (303, target)
    assert asked(server, "ontology", "text/turtle")[:2] == (303, f"{RELEASE}/ontology.ttl")
    assert asked(server, "dataset/1.2.0", "text/turtle")[:2] == (303, f"{RELEASE}/dcat.ttl")
    assert asked(server, "id/person/old", "text/turtle")[:2] == (301, REPLACED[0][1])
    assert asked(server, "nothing/such")[0] in (403, 404)  # 403 where the server may not look

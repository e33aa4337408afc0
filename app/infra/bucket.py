"""Files in an S3 bucket, for installations with several machines. The folder is then a cache of it.

Bytes lie under their SHA-256 and never change, so a copy on this machine is as good as the one in the bucket.
"""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

SECONDS = 10


class Bucket:
    """``url``: ``s3://name/prefix``. ``endpoint``: where, if it is not the first maker's own service.

    Who we are, the client finds by itself: environment, file or the machine's role.
    """

    def __init__(self, url: str, endpoint: str = "") -> None:
        parts = urlsplit(url)
        if parts.scheme != "s3" or not parts.netloc:
            raise ValueError(f"not a bucket: {url}")
        self.name, self.prefix = parts.netloc, parts.path.strip("/")
        patient = Config(
            connect_timeout=SECONDS, read_timeout=SECONDS, retries={"max_attempts": 4, "mode": "standard"}
        )
        self._client: Any = boto3.client("s3", endpoint_url=endpoint or None, config=patient)

    def answers(self) -> bool:
        """Whether the bucket is there and lets us in."""
        try:
            self._client.head_bucket(Bucket=self.name)
        except (BotoCoreError, ClientError):
            return False
        return True

    def put(self, path: Path, place: str) -> None:
        """Store the bytes unless they are there already."""
        if not self.has(place):
            self._client.upload_file(str(path), self.name, self._key(place))

    def has(self, place: str) -> bool:
        try:
            self._client.head_object(Bucket=self.name, Key=self._key(place))
        except ClientError as told:
            if told.response["Error"]["Code"] in ("404", "NoSuchKey", "NotFound"):
                return False
            raise
        return True

    def fetch(self, place: str, path: Path) -> None:
        """Bring the bytes to this machine. Raises ``FileNotFoundError``."""
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_name(f"{path.name}.part-{id(path):x}")
        try:
            self._client.download_file(self.name, self._key(place), str(part))
        except ClientError as told:
            raise FileNotFoundError(place) from told
        part.replace(path)

    def remove(self, place: str) -> None:
        self._client.delete_object(Bucket=self.name, Key=self._key(place))

    def older_than(self, folder: str, before: datetime) -> Iterator[str]:
        """The places below ``folder`` that were last written before then."""
        pages = self._client.get_paginator("list_objects_v2")
        for page in pages.paginate(Bucket=self.name, Prefix=self._key(folder)):
            for one in page.get("Contents", ()):
                if one["LastModified"] < before:
                    yield str(one["Key"])[len(self.prefix) + bool(self.prefix) :]

    def _key(self, place: str) -> str:
        return f"{self.prefix}/{place}" if self.prefix else place

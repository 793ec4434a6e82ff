"""What an operator can set: the only reader of the environment. Flags of the command line come first."""

import re
from ipaddress import IPv4Network, IPv6Network, ip_network
from os import environ  # noqa: TID251 - this is the one place
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

_PREFIX = "LAWPIN_"
# The password in a URL, up to the last @: one that was not escaped is masked whole. And what its query may hold.
_SECRETS = re.compile(r"(?i)(://[^:/@\s]*:)\S*(?=@)|((?:password|passwd|secret|token|key)=)[^&\s]+")
_MASK = r"\1\2***"
_HOST = re.compile(r"[a-z0-9][a-z0-9_.-]{0,253}|\[[0-9a-f:.]+\]")


def _data_folder() -> Path:
    return Path.home() / ".local" / "share" / "lawpin"


class Settings(BaseSettings):
    """Settings, each from the environment as `LAWPIN_` and its name in capitals."""

    model_config = SettingsConfigDict(env_prefix=_PREFIX, frozen=True, extra="ignore")

    store: str = Field(
        default_factory=lambda: f"sqlite:{_data_folder() / 'lawpin.sqlite'}",
        description="Where the law is kept: sqlite:PATH or memory:",
    )
    host: str = Field(default="127.0.0.1", description="Address to listen on.")
    port: int = Field(default=8000, ge=0, le=65535, description="Port to listen on.")
    workers: int = Field(default=1, ge=1, le=64, description="Processes that serve.")
    hosts: Annotated[tuple[str, ...], NoDecode] = Field(
        default=(), description="Names that the Host field may hold, by commas; none: any well-formed one."
    )
    trusted_proxies: Annotated[tuple[str, ...], NoDecode] = Field(
        default=(), description="Networks of proxies whose X-Forwarded-For is believed, by commas; none: no proxy."
    )
    reads_per_minute: int = Field(
        default=120_000,
        ge=0,
        le=10**9,
        description="Reads of one client a minute, pinned bodies and 304 aside; 0: any.",
    )
    requests_at_once: int = Field(default=512, ge=1, le=65536, description="Requests under way in one process.")
    posts_at_once: int = Field(default=16, ge=1, le=1024, description="Batches under way in one process.")
    body_deadline: float = Field(default=10, gt=0, le=600, description="Seconds that a body may take to arrive.")
    document_deadline: float = Field(
        default=60, gt=0, le=3600, description="Seconds that a document may take to arrive that is published."
    )
    writes_per_minute: int = Field(
        default=600, ge=0, le=10**6, description="What one key may publish in a minute; 0: any number."
    )
    log_format: Literal["auto", "json", "console"] = Field(
        default="auto", description="Form of log lines; auto: console at a terminal, else json."
    )
    log_requests: bool = Field(
        default=False, description="A log line for every request, not only slow and failed ones."
    )

    @field_validator("hosts", "trusted_proxies", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        return tuple(filter(None, (part.strip() for part in value.split(",")))) if isinstance(value, str) else value

    @field_validator("hosts")
    @classmethod
    def _are_hosts(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        names = tuple(name.lower() for name in value)
        wrong = [name for name in names if not _HOST.fullmatch(name)]
        if wrong:
            message = f"“{wrong[0]}” is not the name of a host: no scheme, no port, no path"
            raise ValueError(message)
        return names

    @field_validator("trusted_proxies")
    @classmethod
    def _are_networks(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        for network in value:
            ip_network(network)
        return value

    @property
    def trusted_networks(self) -> tuple[IPv4Network | IPv6Network, ...]:
        """The networks of `trusted_proxies`."""
        return tuple(map(ip_network, self.trusted_proxies))


def shown(settings: Settings) -> list[tuple[str, str, str]]:
    """Each setting as (name in the environment, value with secrets masked, "environment" or "default")."""
    return [
        (name, masked(_text(getattr(settings, field))), "environment" if name in _named() else "default")
        for field in Settings.model_fields
        for name in (_PREFIX + field.upper(),)
    ]


def masked(text: str) -> str:
    """A value without the secrets that a URL may hold."""
    return _SECRETS.sub(_MASK, text)


def _text(value: object) -> str:
    return (
        ",".join(map(str, value))
        if isinstance(value, tuple)
        else str(value).lower()
        if isinstance(value, bool)
        else str(value)
    )


def _named() -> set[str]:
    # Without regard to letter case, as they are read.
    return {name.upper() for name in environ}

"""What an operator can set: the only reader of the environment. Flags of the command line come first."""

from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


def _data_folder() -> Path:
    return Path.home() / ".local" / "share" / "lawpin"


class Settings(BaseSettings):
    """Settings, each from the environment as `LAWPIN_` and its name in capitals."""

    model_config = SettingsConfigDict(env_prefix="LAWPIN_", frozen=True, extra="ignore")

    store: str = Field(
        default_factory=lambda: f"sqlite:{_data_folder() / 'lawpin.sqlite'}",
        description="Where the law is kept: sqlite:PATH or memory:",
    )
    host: str = Field(default="127.0.0.1", description="Address to listen on.")
    port: int = Field(default=8000, ge=0, le=65535, description="Port to listen on.")
    workers: int = Field(default=1, ge=1, le=64, description="Processes that serve.")

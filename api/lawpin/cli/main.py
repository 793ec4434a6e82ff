"""The group of all commands. A command's module is imported when it is called: most of them are heavy."""

from importlib import import_module
from types import MappingProxyType

import click
from pydantic import ValidationError

from lawpin.law.errors import LawError, Malformed

_COMMANDS = MappingProxyType(
    {
        "serve": "Serve the store over HTTP; an empty one is filled with the shipped corpus first.",
        "ingest": "Take Akoma Ntoso documents in: check, cut, record.",
        "withdraw": "Withdraw a work or one of its versions: a notice with a reason, nothing is erased.",
        "restore": "Let a withdrawn work or version be read again.",
        "declare": "Declare which provision of a version continues which, where the words do not tell.",
        "get": "Print what stands at an address.",
        "resolve": "Print the provisions that a citation means.",
        "keys": "Make and end the keys that publishing over HTTP takes.",
        "encode": "Encode a plain text and its translations as Akoma Ntoso.",
        "config": "Show what is set, and where.",
        "describe": "Write or check the published contract (OpenAPI, JSON Schemas).",
    }
)


class _Commands(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in _COMMANDS:
            return None
        command: click.Command = import_module(f"lawpin.cli.{cmd_name}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        with formatter.section("Commands"):
            formatter.write_dl(list(_COMMANDS.items()))

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except Malformed as fault:
            raise click.UsageError(fault.detail) from fault
        except LawError as fault:
            raise click.ClickException(fault.detail) from fault
        except ValidationError as fault:
            # Settings are what is validated here: name, and what is wrong.
            wrong = "; ".join(f"LAWPIN_{str(e['loc'][0]).upper()}: {e['msg']}" for e in fault.errors() if e["loc"])
            raise click.UsageError(wrong or str(fault)) from fault


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="lawpin")
def main() -> None:
    """Every clause of a legal text at an address that holds for ever."""

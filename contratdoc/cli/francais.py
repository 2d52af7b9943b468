"""click in French, its commands loaded only when called."""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from typing import Any

import click

from contratdoc.diagnostics import vouliez_vous_dire


class CommandeFr(click.Command):
    """A command whose help is in French."""

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the usage line."""
        formatter.write_usage(ctx.command_path, " ".join(self.collect_usage_pieces(ctx)), prefix="Usage : ")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options; what an argument is for stands in the help's text."""
        options = [p for p in self.get_params(ctx) if isinstance(p, click.Option)]
        lignes = [l for p in options if (l := p.get_help_record(ctx)) is not None]
        with formatter.section("Options "):
            formatter.write_dl([(nom, aide.replace("[required]", "[obligatoire]")) for nom, aide in lignes])

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the line; a fault of the parser is told where it lies."""
        try:
            return super().parse_args(ctx, args)
        except click.UsageError as e:
            e.ctx = e.ctx or ctx
            raise

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Return the help option, explained in French."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = "Affiche cette aide."
        return option


class GroupeParesseux(CommandeFr, click.Group):
    """Commands by name and short help; the module of each is imported when it runs."""

    def __init__(self, *, commandes: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(subcommand_metavar="COMMANDE [OPTIONS]…", options_metavar="[OPTIONS]", **kwargs)
        self.aides = commandes

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the line; with nothing on it, show the help, as a wrong usage."""
        if not args:
            click.echo(ctx.get_help(), err=True)
            ctx.exit(2)
        return super().parse_args(ctx, args)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Name the commands."""
        del ctx
        return sorted(self.aides)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load a command."""
        del ctx
        if cmd_name not in self.aides:
            return None
        module = importlib.import_module(f"contratdoc.cli.commandes.{cmd_name.replace('-', '_')}")
        commande: click.Command = module.commande
        return commande

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command called, or say which one was meant."""
        if args and not args[0].startswith("-") and args[0] not in self.aides:
            aide = vouliez_vous_dire(args[0], self.aides)
            raise click.UsageError(f"La commande « {args[0]} » n'existe pas. {aide}".strip(), ctx)
        return super().resolve_command(ctx, args)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options, then the commands, without importing any."""
        CommandeFr.format_options(self, ctx, formatter)
        with formatter.section("Commandes "):
            formatter.write_dl(sorted(self.aides.items()))


def _prend_une_valeur(e: click.BadOptionUsage) -> bool:
    parametres = e.ctx.command.params if e.ctx is not None else ()
    return not any(e.option_name in p.opts and getattr(p, "is_flag", False) for p in parametres)


def phrase_d_usage(e: click.UsageError) -> str:
    """Say in French what is wrong with a command line."""
    match e:
        case click.NoSuchOption():
            connues = [n for p in (e.ctx.command.params if e.ctx else ()) for n in p.opts if n.startswith("--")]
            message = f"L'option « {e.option_name} » n'existe pas. {vouliez_vous_dire(e.option_name, connues)}".strip()
        case click.MissingParameter():
            nom = e.param.human_readable_name if e.param is not None else str(e.param_hint)
            message = f"Il manque « {nom} »."
        case click.BadOptionUsage():
            veut = _prend_une_valeur(e)
            message = f"L'option « {e.option_name} » {'attend une valeur' if veut else 'ne prend pas de valeur'}."
        case click.BadParameter():
            nom = e.param.opts[0] if e.param is not None else ""
            choix = getattr(e.param.type, "choices", ()) if e.param is not None else ()
            suite = f" Valeurs admises : {', '.join(map(str, choix))}." if choix else f" {e.message}"
            message = f"La valeur donnée à « {nom} » n'est pas admise.{suite}"
        case _:
            message = e.message
            if "unexpected extra argument" in message:
                message = "Il y a des mots en trop sur la ligne de commande."
    chemin = e.ctx.command_path if e.ctx is not None else "contratdoc"
    return f"{message}\nAide : {chemin} --help"

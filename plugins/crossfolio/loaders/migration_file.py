"""`criteria/migrations/*.yml`: what has become of the criteria from one version to the next."""

from crossfolio.core.findings import Finding
from crossfolio.core.migration import Migration, MigrationKind, MigrationStep
from crossfolio.loaders.values import listed, text, texts
from crossfolio.loaders.yaml.file import apply_schema, open_yaml


def read_migration(data: bytes, path: str) -> tuple[Migration | None, list[Finding]]:
    """Read a migration; one in which anything is wrong is none."""
    document, found = open_yaml(data, path)
    if document is None:
        return None, found
    file, problems = apply_schema(document, "migration")
    if file is None or found or problems:
        return None, found + problems
    steps = tuple(
        MigrationStep(
            text(row, "from"),
            texts(row, "to"),
            MigrationKind(text(row, "how")),
            file.document.place(("map", number, "from")),
        )
        for number, row in enumerate(listed(file.fields, "map"))
        if isinstance(row, dict)
    )
    return Migration(text(file.fields, "from"), text(file.fields, "to"), steps), found

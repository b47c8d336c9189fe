from groupcounsel.lib.database_session import acting
from members.models import Statement, StatementVersion


def make_statement(membership, text="gives in", **fields) -> Statement:
    of = {"group_id": membership.group_id}
    with acting(**of):
        statement = Statement.objects.create(membership=membership, **{"kind": "problem"} | fields, **of)
        StatementVersion.objects.create(statement=statement, text=text, **of)
    return statement


def texts_of(membership) -> list[tuple[str, int, str]]:
    """Every wording ever written: kind, position, text, in the order of writing."""
    with acting(group_id=membership.group_id):
        versions = StatementVersion.objects.filter(statement__membership=membership).order_by("written_at", "id")
        return list(versions.values_list("statement__kind", "statement__position", "text"))


def fresh(statement) -> Statement:
    with acting(group_id=statement.group_id):
        return Statement.objects.get(pk=statement.pk)

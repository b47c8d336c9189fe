"""JavaScript modules as one file: a browser asks once and compiles once, and two versions never meet.

For our own modules, which import each other by name from beside themselves and export what never changes. Whatever
else a module may say raises `NotSoPlain`.
"""

import re
from collections.abc import Callable

IMPORT = re.compile(r'^import (?:\* as (?P<all>\w+)|\{(?P<names>[^}]*)\}) from "\./(?P<module>\w+)\.js";\n', re.M)
EXPORT = re.compile(r"^export (?=(?:const|function|async function|class) (\w+))", re.M)
BEYOND = re.compile(r"^\s*(?:import|export)\b", re.M)
MODULE = """const ${name} = (() => {{
{body}return {{ {exported} }};
}})();
"""


class NotSoPlain(Exception):
    """A module says something that does not survive in one file; the words name it."""


def one_file(first: str, read: Callable[[str], str]) -> str:
    """The module and all that it imports, each one after those that it needs. `read` gives the text of one by name."""
    done, doing = {}, []

    def take(name: str) -> None:
        if name in doing:
            raise NotSoPlain(f"{name}.js imports itself: {' → '.join([*doing, name])}")
        if name not in done:
            text = read(name)
            doing.append(name)
            for needed in IMPORT.finditer(text):
                take(needed["module"])
            done[doing.pop()] = _wrapped(name, text)

    take(first)
    return "".join(done.values())


def _wrapped(name: str, text: str) -> str:
    body = EXPORT.sub("", IMPORT.sub(_import, text))
    if beyond := BEYOND.search(body):
        raise NotSoPlain(f"{name}.js: {body[beyond.start() :].strip().splitlines()[0]}")
    return MODULE.format(name=name, body=body, exported=", ".join(EXPORT.findall(text)))


def _import(found: re.Match) -> str:
    names = found["all"] or f"{{{found['names'].replace(' as ', ': ')}}}"
    return f"const {names} = ${found['module']};\n"

"""Modules as one file: each after what it needs, each with names of its own, and nothing that would not survive it."""

import pytest

from groupcounsel.lib.modules import NotSoPlain, one_file

MAIN = """// Begins.
import { get, put as keep } from "./store.js";
import * as words from "./words.js";

const own = get();
keep(own, words.say());
"""
STORE = """import { say } from "./words.js";
export const get = () => say(), LIMIT = 3;
export async function put(value) {
  return value;
}
"""
WORDS = "const own = 1;\nexport function say() {\n  return own;\n}\n"


def made(**texts: str) -> str:
    return one_file("main", texts.__getitem__)


def test_each_module_stands_once_and_after_those_that_it_needs():
    text = made(main=MAIN, store=STORE, words=WORDS)
    places = [text.index(f"const ${name} = (() => {{") for name in ("words", "store", "main")]
    assert places == sorted(places) and text.count("const $") == 3


def test_what_is_imported_comes_from_the_other_module_under_the_name_it_has_here():
    text = made(main=MAIN, store=STORE, words=WORDS)
    for line in ("const { get, put: keep } = $store;", "const words = $words;", "const { say } = $words;"):
        assert f"\n{line}\n" in text
    assert "import" not in text


def test_what_is_exported_is_given_back_and_what_is_a_modules_own_stays_within():
    text = made(main=MAIN, store=STORE, words=WORDS)
    assert "return { get, put };\n" in text and "return { say };\n" in text and text.count("const own = ") == 2
    assert "export" not in text


def test_modules_that_need_each_other_are_refused_with_the_way_round():
    with pytest.raises(NotSoPlain, match="main → a → main"):
        made(main='import { a } from "./a.js";\n', a='import { main } from "./main.js";\n')


@pytest.mark.parametrize("line", [
    "export default 3;", "export let open = 3;", "export { own };", 'export * from "./words.js";',
    'import "./words.js";', 'import words from "./words.js";', 'import { say } from "https://elsewhere.example/words.js";',
])  # fmt: skip
def test_what_would_not_survive_is_refused_with_the_line(line):
    with pytest.raises(NotSoPlain) as fault:
        made(main=f"const own = 1;\n{line}\n", words=WORDS)
    assert str(fault.value) == f"main.js: {line}"

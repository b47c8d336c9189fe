"""10,000 entries from 20 devices while a fifth of the answers is lost, the web process is killed 20 times, PostgreSQL
5 times and the queue emptied twice. Prints what was lost, stored twice or out of order.

Run: .venv/bin/python -m bench.siege
"""

from time import perf_counter

from tests.databases import prepare_environment


def main() -> None:
    prepare_environment()
    import django

    django.setup()
    from tests.live.siege import Siege
    from tests.running.copy_of_it import Copy
    from tests.running.homes import home

    with home() as made:
        copy = Copy(made / "var", DEMO="on").start()
        copy.until_well()
        siege = Siege(copy, devices=20, each=500, lost=0.2, struck={"web": 20, "postgres": 5, "flush": 2})
        begin = perf_counter()
        siege.run()
        seconds = perf_counter() - begin
        print(f"struck: {siege.done}; {seconds:.0f} s")
        for name, number in siege.verdict().items():
            print(f"{name:16} {number:,}")
        copy.end()


if __name__ == "__main__":
    main()

"""What the peers share: the values, and nanoseconds per call."""
import time

IMPACTS = ["minor", "serious", "major", "severe"]
KINDS = ["department", "company", "person"]


def rows(filed):
    """Rows like the benchmark's own; `filed` makes a date from days since 1970."""
    state = 1

    def random(bound):
        nonlocal state
        state = (state * 6364136223846793005 + 1442695040888963407) % 2**64
        return (state >> 33) % bound

    made = []
    for _ in range(256):
        loss, impact, kind = random(1000000), random(4), random(3)
        items = [{"price": random(40), "count": 1 + random(5)} for _ in range(8)]
        made.append({"loss": loss, "impact": IMPACTS[impact], "kind": KINDS[kind], "filed": filed(19000 + random(1500)), "items": items})
    return made


def nanoseconds(evaluate, contexts):
    """Median of five rounds of one call, warm."""
    def spent(rounds):
        begin = time.perf_counter_ns()
        for _ in range(rounds):
            for context in contexts:
                evaluate(context)
        return (time.perf_counter_ns() - begin) / rounds / len(contexts)

    rounds = 1
    while spent(rounds) * rounds * len(contexts) < 2e7:
        rounds *= 2
    return sorted(spent(rounds) for _ in range(5))[2]


def figures(spellings, compile_text, contexts):
    """Name → nanoseconds, for the spellings that the engine reads and evaluates on all rows."""
    found = {}
    for name, text in spellings.items():
        try:
            evaluate = compile_text(text)
            for context in contexts:
                evaluate(context)
        except BaseException as error:  # some engines panic
            if isinstance(error, KeyboardInterrupt):
                raise
            continue
        found[name] = nanoseconds(evaluate, contexts)
    return found

"""The Common Expression Language, by its binding to Rust, compiled."""
import datetime
import json

import cel

from measure import figures, rows

SPELLINGS = {
    "constant": "42",
    "a name": "loss",
    "arithmetic": "double(loss) * 0.06 + 100.0",
    "comparison": "loss >= 500000",
    "three terms": "(loss >= 500000 || impact in ['major', 'severe']) && kind == 'department'",
    "choice": "loss > 1000000 ? 'a' : loss > 100000 ? 'b' : 'c'",
    "interval": "(loss >= 100000 && loss < 500000) || (loss > 900000 && loss <= 1000000)",
    "dates": "filed + duration('8760h') < timestamp('2025-03-01T00:00:00Z')",
    "nested": "items.all(i, [10, 20, 30, 40].exists(p, i.price <= p * i.count))",
}


def date(days):
    return datetime.datetime(1970, 1, 1, tzinfo=datetime.timezone.utc) + datetime.timedelta(days)


print(json.dumps(figures(SPELLINGS, lambda text: cel.compile(text).execute, rows(date))))

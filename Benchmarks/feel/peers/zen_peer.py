"""GoRules Zen: its expression language, compiled."""
import datetime
import json

import zen

from measure import figures, rows

SPELLINGS = {
    "constant": "42",
    "a name": "loss",
    "arithmetic": "loss * 0.06 + 100",
    "comparison": "loss >= 500000",
    "three terms": "(loss >= 500000 or impact in ['major', 'severe']) and kind == 'department'",
    "choice": "loss > 1000000 ? 'a' : loss > 100000 ? 'b' : 'c'",
    "interval": "loss in [100000..500000) or loss in (900000..1000000]",
    "dates": "d(filed).add('1y').isBefore(d('2025-03-01'))",
    "text": "upper(kind[0:3]) + '-' + string(loss)",
    "filter": "sum(map(filter(items, #.price > 20), #.price))",
    "iteration": "sum(map(items, #.price * #.count))",
}


def date(days):
    return (datetime.date(1970, 1, 1) + datetime.timedelta(days)).isoformat()


print(json.dumps(figures(SPELLINGS, lambda text: zen.compile_expression(text).evaluate, rows(date))))

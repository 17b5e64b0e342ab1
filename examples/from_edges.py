# A market from a DataFrame of edges with ids: who could learn from whom, and how well they fit.
import pandas as pd

from jinguo import solver

edges = pd.DataFrame(
    [
        ("Ana", "weaver", 0.9),
        ("Ana", "potter", 0.4),
        ("Bea", "weaver", 0.8),
        ("Bea", "dyer", 0.7),
        ("Chu", "weaver", 0.85),
        ("Chu", "potter", 0.3),
    ],
    columns=["learner", "master", "fit"],
)
places = {"weaver": 1, "potter": 1, "dyer": 2}

market = solver.Market.from_edges(
    edges, left="learner", right="master", score="fit", capacity=places
)
result = solver.transport(market)
print(f"{result.status}, {result.objective:g}")
assert market.left_ids is not None and market.right_ids is not None
for left, right in result.awards:
    print(f"{market.left_ids[left]} learns from the {market.right_ids[right]}")

# Scores as a numpy matrix in, prices as a numpy vector out: ready for the next line of algebra.
import numpy as np

from jinguo import solver

scores = np.array(
    [
        [0.90, 0.20, 0.10],
        [0.80, 0.50, 0.30],
        [0.70, 0.60, 0.20],
        [0.60, 0.10, 0.40],
        [0.50, 0.45, 0.35],
    ]
)
places = np.array([2, 1, 1])
market = solver.Market.dense(scores, capacity=places, score_scale=100)

result = solver.transport(market)
prices = result.prices / market.scale
print(f"{result.status}, total {result.total} hundredths")
print("prices", " ".join(f"{price:4g}" for price in prices))
print(f"all places together are worth {prices @ places:g}")

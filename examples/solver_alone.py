# The solver in a program of another kind: nurses and night shifts. Every shift needs somebody, one
# nurse is on a shift already, one must not work with the children, two want more than one night.
import numpy as np

from jinguo import solver

liking = np.array(
    [
        [9, 2, 4],  # nurse 0: emergency, children, surgery
        [8, 7, 1],  # nurse 1
        [3, 8, 6],  # nurse 2
        [7, 7, 5],  # nurse 3
    ]
)
market = solver.Market.dense(
    liking,
    capacity=[1, 2, 2],
    floor=1,
    demand=[1, 2, 1, 2],
    lock=[(3, 2)],  # nurse 3 has promised a night in surgery
    exclude=[(2, 1)],  # nurse 2 has a cold
)

result = solver.transport(market, seed=2016)
print(f"{result.status}, total {result.total}")
for nurse, shift in result.awards:
    print(f"nurse {nurse} -> shift {shift}")
for shift, worth in enumerate(result.worth):
    print(f"one more place on shift {shift} adds {worth}")

# Referees that share no code with the solver.
objections = [
    solver.why_not_feasible(market, result),
    solver.why_not_optimal(market, result),
    solver.why_not_drawn(market, result, seed=2016),
]
print("proven" if objections == [None, None, None] else objections)

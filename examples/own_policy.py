# A policy of one's own on top of a policy file: what a woman herself ranks first counts 500 points
# more. The rules, places and the lottery stay as the file says.
import numpy as np

import jinguo as jg

RULES = """
name = "own"
date = 2016-07-01
origin = {lon = 113.13, lat = 29.37}
lottery = {seed = "00112233445566778899aabbccddeeff"}

[pairings.livelihood.kinds.base.eligibility]
min_age = 18
max_age = 60

[pairings.livelihood.kinds.base.merit]
base = 100
skill = 50
"""
FIRST_CHOICE = {"W1": "B2", "W2": "B2", "W3": "B1"}

registry = jg.Registry()
registry.add(jg.Region(code="430626", name="Pingjiang"))
for id in ("W1", "W2", "W3"):
    registry.add(
        jg.Household(
            id=f"H-{id}", region="430626", registered_on="2014-05-01", main_cause="skills"
        )
    )
    registry.add(
        jg.Beneficiary(
            id=id,
            household=f"H-{id}",
            birth_date="1980-02-01",
            skills=["sewing"] if id == "W1" else [],
        )
    )
for id in ("B1", "B2"):
    registry.add(
        jg.Base(
            id=id,
            kind="handicraft",
            level="county",
            title_year=2015,
            region="430626",
            industry="garments",
            skills=["sewing"] if id == "B1" else [],
            places=2 if id == "B1" else 1,
            income=9000,
        )
    )
policy = jg.Policy.parse(RULES)


def wishes(women, places, scores):
    first = np.array([[FIRST_CHOICE[woman] == place for place in places] for woman in women])
    scores[first & (scores != np.iinfo(np.int64).min)] += 500


for own in (False, True):
    plan = jg.match(registry, policy, custom={"livelihood": wishes} if own else None)
    pairing = plan["livelihood"]
    print("own policy" if own else "as the file says", end=f", {pairing.total} points\n")
    if own:
        for award in pairing.awards:
            print(f"{award.left} -> {award.right}, {award.score}")

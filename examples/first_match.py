# A registry in memory, a policy, a plan: who goes where, and why not.
import jinguo as jg

RULES = """
name = "first"
date = 2016-07-01
origin = {lon = 113.13, lat = 29.37}
lottery = {seed = "00112233445566778899aabbccddeeff"}

[pairings.livelihood.need]
full = 100
line_yuan = 3000

[pairings.livelihood.kinds.base.eligibility]
min_age = 18
max_age = 60

[pairings.livelihood.kinds.base.merit]
base = 100
skill = 50
"""

registry = jg.Registry()
registry.add(jg.Region(code="430626", name="Pingjiang"))
for id, born, income, skills in [
    ("W1", "1980-02-01", 2400, ["sewing"]),
    ("W2", "1992-09-12", 900, []),
    ("W3", "1975-11-30", 1500, ["sewing"]),
    ("W4", "1946-03-08", 600, []),
]:
    household = jg.Household(
        id=f"H-{id}",
        region="430626",
        registered_on="2014-05-01",
        main_cause="skills",
        wage_income=income,
    )
    registry.add(household)
    registry.add(jg.Beneficiary(id=id, household=household.id, birth_date=born, skills=skills))
for id in ("B1", "B2"):
    registry.add(
        jg.Base(
            id=id,
            kind="handicraft",
            level="county",
            title_year=2015,
            region="430626",
            industry="garments",
            skills=["sewing"],
            places=1,
            income=9000,
        )
    )
for issue in registry.validate():
    print(issue.text())

policy = jg.Policy.parse(RULES)
plan = jg.match(registry, policy)
pairing = plan["livelihood"]
print(pairing.status)
for award in pairing.awards:
    print(f"{award.left} -> {award.right}, {award.score} points")
for woman in pairing.unmatched:
    print(f"{woman.left}: {woman.reason}" + (f" ({woman.rule})" if woman.rule else ""))

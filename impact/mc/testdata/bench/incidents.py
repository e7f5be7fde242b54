"""Plain incidents with differing numbers, one file each: python3 incidents.py COUNT FOLDER"""
import pathlib
import sys

TEMPLATE = """schema: breachimpact/incident/1
id: plain-{number}
title: "Customer records copied, number {number}"
as_of: 2025-04-10T18:00:00+01:00
currency: MAD
organisation:
  name: unknown
  country: ma
  kind: company
  role: controller
  establishments: [ma]
  targets: []
  sector: retail
  turnover: {turnover} MAD
  employees: {employees}
  customers: {customers}
facts:
  declared: unknown
  vital-infrastructure: no
  digital-service-provider: yes
  significant-impact: unknown
  card-issuer: no
  card-merchant: no
  retention-exceeded: unknown
  repeat-offence: no
timeline:
  occurred: 2025-04-0{occurred}
  aware: 2025-04-09T09:00:00+01:00
  public: unknown
  contained: unknown
breach:
  personal_data: yes
  confidentiality: unknown-recipients
  integrity: none
  availability: none
  malicious: yes
  cause: external-attack
people:
  - group: customers
    people: {{low: {low}, likely: {likely}, high: {high}}}
    records: {records}
    unit: account
    residence: {{ma: 100%}}
    vulnerable: no
    data:
      - {{type: full-name, protection: none}}
      - {{type: phone, protection: none}}
      - {{type: email, protection: none}}
loss:
  parameters:
    customer-margin: {{low: {margin_low} MAD, likely: {margin} MAD, high: {margin_high} MAD, reason: "management accounts"}}
    claim-probability: {{low: 0.01, likely: 0.05, high: 0.2, reason: "opinion of counsel"}}
    monitoring-take-up: {{low: 0.02, likely: {take_up}, high: 0.12, reason: "the offer"}}
sources: []
"""

count, folder = int(sys.argv[1]), pathlib.Path(sys.argv[2])
for number in range(count):
    likely = 4_000 + 37 * number
    margin = 150 + number % 97
    (folder / f"plain-{number}.yaml").write_text(TEMPLATE.format(
        number=number,
        turnover=40_000_000 + 65_000 * number,
        employees=80 + number % 700,
        customers=3 * likely,
        occurred=1 + number % 8,
        low=likely * 8 // 10,
        likely=likely,
        high=likely * 13 // 10 + number % 13,
        records=likely + 100,
        take_up=(30 + number % 41) / 1000,
        margin_low=margin * 7 // 10,
        margin=margin,
        margin_high=margin * 15 // 10,
    ), encoding="utf-8")

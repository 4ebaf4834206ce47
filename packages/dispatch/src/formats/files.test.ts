import { expect, test } from 'vitest'
import { PlanRefused, solve } from '../plan/index.ts'
import { readVrplib, vrplibRoutes } from './vrplib.ts'
import { readVrptw, vrptwRoutes } from './vrptw.ts'

const SOLOMON = `TINY

VEHICLE
NUMBER     CAPACITY
  2         10

CUSTOMER
CUST NO.  XCOORD.   YCOORD.    DEMAND   READY TIME  DUE DATE   SERVICE   TIME

0 0 0 0 0 100 0
1 3 4 5 0 100 10
2 6 8 5 0 100 10
3 0 7 6 0 100 10
`

const PRIZES = `NAME : tiny
TYPE : PCVRPTW
DIMENSION : 3
VEHICLES : 1
CAPACITY : 10
SERVICE_TIME : 1
EDGE_WEIGHT_TYPE : EUC_2D
NODE_COORD_SECTION
1 0 0
2 0 5
3 0 40
DEMAND_SECTION
1 0
2 1
3 1
TIME_WINDOW_SECTION
1 0 500
2 0 500
3 0 500
PRIZE_SECTION
1 0
2 30
3 7
DEPOT_SECTION
1
-1
EOF
`

const DEPOTS = PRIZES.replace('PCVRPTW', 'MDVRPTW')
  .replace(/PRIZE_SECTION[\s\S]*?DEPOT_SECTION\n1/, 'VEHICLES_DEPOT_SECTION\n1 3\nDEPOT_SECTION\n3')
  .replace('CAPACITY', 'VEHICLES_MAX_DURATION: 100\nCAPACITY')

function refusal(read: () => unknown): string {
  try {
    read()
  } catch (error) {
    if (error instanceof PlanRefused) return `${error.code} ${error.path}`
    throw error
  }
  return 'accepted'
}

test('a Solomon file: tenths cut off, routes as customer numbers, fleet as given', () => {
  const plan = solve(readVrptw(SOLOMON), { iterations: 500 })
  expect(plan.cost).toBe(50 + 50 + 100 + 70 + 70)
  const routes = vrptwRoutes(plan).map((route) => route.sort((a, b) => a - b).join(' '))
  expect(routes.sort()).toEqual(['1 2', '3'])
})

test('prizes: who costs more than they bring is left out, and their prize is paid', () => {
  const file = readVrplib(PRIZES)
  const plan = solve(file.problem, { iterations: 200 })
  expect(vrplibRoutes(plan, file)).toEqual([[2]])
  expect(plan.cost).toBe(100 + 70)
})

test('several depots: thousandths, each vehicle from its own, no day longer than the longest', () => {
  const { problem } = readVrplib(DEPOTS)
  expect(problem.vehicles[0]).toMatchObject({ start: 2, end: 2, maxDuration: 100_000 })
  expect(solve(problem, { iterations: 200 }).unassigned).toEqual([])
  // Both take 82 units, the one at the origin alone 81.
  const short = { ...problem, vehicles: [{ ...problem.vehicles[0]!, maxDuration: 81_000 }] }
  expect(solve(short, { iterations: 200 }).unassigned).toHaveLength(1)
})

test.each([
  ['no vehicles', SOLOMON.replace('NUMBER', 'N'), 'file.section file'],
  ['a letter', SOLOMON.replace('2 6 8', '2 x 8'), 'file.number line 12'],
  ['a field missing', SOLOMON.replace('1 3 4 5', '1 3 4'), 'file.fields line 11'],
  ['a customer missing', SOLOMON.replace('2 6 8 5 0 100 10\n', ''), 'file.order line 12'],
  ['a window turned round', SOLOMON.replace('1 3 4 5 0 100', '1 3 4 5 90 9'), 'file.window line 11'],
  ['less than nothing', SOLOMON.replace('1 3 4 5', '1 3 4 -5'), 'file.negative line 11'],
  ['no depot', SOLOMON.slice(0, SOLOMON.indexOf('0 0 0')), 'file.depot file'],
])('Solomon refused with its line: %s', (_, text, expected) => {
  expect(refusal(() => readVrptw(text))).toBe(expected)
})

test.each([
  ['another type', PRIZES.replace('PCVRPTW', 'CVRP'), 'file.type line 2'],
  ['rows missing', PRIZES.replace('3 0 40\n', ''), 'file.rows NODE_COORD_SECTION'],
  ['no windows', PRIZES.replace(/TIME_WINDOW_SECTION[\s\S]*?PRIZE/, 'PRIZE'), 'file.section file'],
  ['a depot that is not there', PRIZES.replace('DEPOT_SECTION\n1', 'DEPOT_SECTION\n9'), 'file.depot DEPOT_SECTION'],
  ['not a number of vehicles', PRIZES.replace('VEHICLES : 1', 'VEHICLES : many'), 'file.number line 4'],
])('VRPLIB refused with its line: %s', (_, text, expected) => {
  expect(refusal(() => readVrplib(text))).toBe(expected)
})

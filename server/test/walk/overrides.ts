import fs from 'node:fs'
import path from 'node:path'
import { decide } from '@aftercare/entitlement'
import { ALWAYS_OPEN, HOLD_REASONS } from '@aftercare/rules'
import type { Owner, Planted } from './plant.ts'

type Given = (context: { owner: Owner; planted: Planted }) => Record<string, unknown>

const json = JSON.stringify
let days = 0
const lastDay = () => new Date(Date.UTC(2020, 0, days)).toISOString().slice(0, 10)
const nextDay = () => {
  days += 1
  return lastDay()
}
const mapping = path.join(import.meta.dirname, '../../src/modules/requests/mappings/volvo-vinst.json')

/** What a table needs beyond the types of its columns: codes the database does not list, documents with a shape. */
export const OVERRIDES: Record<string, Given> = {
  'people.role_grant': ({ owner }) => ({
    role: 'technician',
    scope: 'station',
    station_id: owner.stationId,
    country: null,
  }),
  'people.api_key': () => ({ scopes: ['people.read'] }),
  // Two owners of one company: each has its own day, because nothing may hold twice on one.
  'billing.tax_rate': () => ({ valid_from: nextDay(), valid_to: lastDay() }),
  'billing.rounding_rule': () => ({ rule: 'total.half_up.1', valid_from: nextDay(), valid_to: lastDay() }),
  'billing.exchange_rate': () => ({ base: 'EUR', quote: 'CNY', on_day: nextDay() }),
  'billing.account': ({ planted }) => ({ id: planted.get('parties.customer'), vat_id: null, vat_country: null }),
  'billing.invoice': () => ({ net_minor: 1, tax_minor: 0, total_minor: 1 }),
  'billing.internal_cost': () => ({ payer: 'manufacturer' }),
  'billing.credit_note': () => ({ net_minor: 1, tax_minor: 0, rounding_minor: 0, total_minor: 1 }),
  'billing.line': () => ({ invoice_id: null, payer: 'customer', unit: 'piece' }),
  'dispatch.work_order': () => ({ kind: 'repair', priority: 'P3' }),
  'dispatch.planning_run': () => ({ options: json({ cause: null }), progress: '{}' }),
  'dispatch.scenario': () => ({
    figures: json({
      ...{ before: planFigures, after: planFigures, promisesMoved: 0, mostMovedMinutes: 0, placed: 0, unplaced: 0 },
      ...{ left: 0, movedVisits: 0, savedKm: 0, savedTravelMinutes: 0 },
    }),
  }),
  'dispatch.pick_up': ({ owner }) => ({
    ...{ starts_at: new Date(), ends_at: new Date(Date.now() + 600_000) },
    ...{ parts: json([{ code: owner.mark, quantity: 1 }]), needed: '[]' },
  }),
  'dispatch.technician_wish': () => ({ wish: 'excluded', customer_id: null, asset_id: null }),
  // Two owners of one company: a way and a pace are kept once.
  'dispatch.road_pace': ({ owner }) => ({ area: owner.mark, hours: 'day', factor: 1 }),
  'dispatch.way': ({ owner }) => ({
    from_place: [...owner.mark].reduce((sum, one) => sum * 31 + one.charCodeAt(0), 7),
  }),
  'entitlement.decision': () => ({
    decision: json(decision()),
    ...{ question: '{}', changes: '[]', supplier: '[]', cause: 'asked' },
    ...{ supersedes: null, superseded_by: null, superseded_at: null, quotation_id: null },
  }),
  'entitlement.voiding': () => ({ code: 'misuse', decided_at: null, decided_by: null, made_by: null }),
  'entitlement.goodwill': () => ({
    reason_code: 'loyalty',
    inputs: json({
      ...{ endedOn: null, daysOver: null, kmOver: null, customerSince: null, productsOwned: 1, repairs: 0 },
      ...{ paidKinds: [], maintenance: 'unknown', priorComplaints: 0 },
    }),
    shares: json([{ kind: 'part', amountMinor: '100', manufacturerPct: 50, dealerPct: 0, customerPct: 50 }]),
    ...{ valid_from: '2026-01-01', valid_to: '2027-01-01', components: [], file_ids: [] },
    ...{ decided_at: null, decided_by: null, requested_by: null },
  }),
  'entitlement.goodwill_limit': ({ owner }) => ({
    role: owner.mark === 'MARK-B' ? 'station_manager' : 'service_manager',
    limit_minor: 1,
  }),
  'entitlement.supplier_term': () => ({
    ...{ covers: ['part'], months: 12, share_pct: 50, built_from: null, built_to: null },
  }),
  'assets.warranty_term': () => ({ months: 24 }),
  'entitlement.pack_version': ({ owner }) => {
    const name = `walk-${owner.stationId}`
    const content = { id: name, version: '1', jurisdiction: 'XK', productClasses: ['*'], rules: [] }
    return { pack_id: name, content: json(content), editor_ids: [owner.personId] }
  },
  'entitlement.pack_change': ({ planted }) => ({
    decision_id: planted.get('entitlement.decision'),
    outcome_from: 'covered',
    outcome_to: 'partly',
    changes: '{}',
  }),
  'campaigns.campaign': ({ owner }) => ({
    ...{ number: owner.mark, remedy: json({ en: owner.mark }), kind: 'recall', status: 'announced' },
    ...{ starts_on: '2026-01-01', announced_on: '2026-01-01' },
  }),
  'campaigns.scope': () => ({ family_id: null }),
  'knowledge.article': () => ({ status: 'published', published: 1 }),
  'knowledge.article_version': () => ({ n: 1, kind: 'repair', steps: '[]', editors: '[]' }),
  'contracts.plan_template': () => ({ due_by: 'time', every_months: 3, tasks: '[]', parts: '[]' }),
  'contracts.service_product': ({ owner }) => ({ name: json({ en: owner.mark }), allowances: '[]', covers: [] }),
  'contracts.line': ({ owner }) => ({ terms: json(terms(owner.mark)), published_minor: null }),
  'contracts.cover': ({ owner }) => ({ kind: 'extension', name: json({ en: owner.mark }), covers: [] }),
  'contracts.finding': () => ({
    code: 'lines_overlap',
    facts: json({ values: {}, serials: [], units: 1 }),
    ...{ overridden_at: null, override_reason: null },
  }),
  'contracts.allowance': () => ({ total: 4, used: 1 }),
  'contracts.contract': ({ owner }) => ({
    number: owner.mark,
    status: 'active',
    starts_on: '2026-01-01',
    ends_on: '2027-12-31',
    refund: null,
  }),
  'parts.part': ({ owner }) => ({
    number: owner.mark,
    number_fold: owner.mark,
    name: json({ en: owner.mark }),
    core_minor: null,
    core_currency: null,
    ...{ origin_country: 'CN', un_number: null, hazard_class: null, packing_group: null, lithium: null, net_grams: 5 },
  }),
  'parts.purchase_receipt': ({ planted }) => ({ id: planted.get('parts.document') }),
  'parts.old_part': ({ owner }) => ({ label: owner.mark, verdict: null, judged_at: null }),
  'replenishment.run': () => ({ options: '{}', state: 'done', figures: null, curve: null }),
  'replenishment.proposal': () => ({
    kind: 'buy',
    state: 'open',
    facts: json(proposalFacts),
    order_id: null,
    shipment_id: null,
  }),
  'replenishment.past_demand': ({ owner }) => ({ month: owner.mark === 'MARK-B' ? '2020-01-01' : '2020-02-01' }),
  'parts.fit': () => ({ family_id: null }),
  'parts.maker_issue': ({ owner }) => ({ number: owner.mark, number_fold: owner.mark }),
  'parts.genuine_check': ({ owner }) => ({ number: owner.mark, number_fold: owner.mark, details: '{}' }),
  'parts.drawing': ({ owner }) => ({ name: json({ en: owner.mark }), family_id: null, svg: '<svg/>', file_id: null }),
  'parts.drawing_spot': () => ({ x: 0.5, y: 0.5 }),
  'parts.class': ({ owner }) => ({ code: owner.mark, name: json({ en: owner.mark }) }),
  'field_work.checklist': () => ({
    items: json([{ key: 'card', label: { en: 'Show the card' }, type: 'tick', group: 'etiquette', required: true }]),
  }),
  'field_work.told': ({ owner }) => ({
    ...{ kind: 'tap', late_reason: 'field_work.over', body: json({ status: 'working', note: owner.mark }) },
    ...{ verdict: null, judged_at: null, judged_by: null, file_id: null, offset_ms: 0 },
  }),
  'parts.supplier_contact': ({ owner }) => ({ supplier: owner.mark }),
  'field_work.work_time': ({ planted }) => ({ id: planted.get('dispatch.visit') }),
  'field_work.work_time_change': () => {
    const figures = json({ travelMinutes: 10, siteMinutes: 5, workMinutes: 40, km: 3 })
    return { before: figures, after: figures }
  },
  'field_work.phone': () => ({ revoked_at: null, revoked_by: null }),
  'field_work.line': () => ({ unit: 'piece', payer: 'customer' }),
  'dispatch.overrun': () => ({ minutes: 30, reason: 'more_work' }),
  'dispatch.pause': () => ({ reason: 'break', until: null }),
  'requests.reading': () => ({ priority: 'P3', priority_reasons: '[]' }),
  'requests.template': ({ owner }) => ({ texts: json({ en: `${owner.mark} requests.template` }) }),
  'requests.clock': () => ({ calendar: json(ALWAYS_OPEN('Asia/Shanghai')), target_ms: 3_600_000 }),
  'requests.pause': () => ({ reason: HOLD_REASONS[0] }),
  'voice.script': () => ({ questions: json([{ key: 'content', text: { en: 'Are you content?' }, type: 'yesno' }]) }),
  'requests.import_mapping': ({ owner }) => ({
    mapping: fs.readFileSync(mapping, 'utf8'),
    name: owner.mark.toLowerCase(),
  }),
}

const terms = (mark: string) => ({
  ...{ code: mark, name: { en: mark }, description: {}, kind: 'extension', covers: ['part'], components: [] },
  ...{ excludedComponents: [], sharePct: 100, level: null, allowances: [], waitingDays: 0, termMonths: 12 },
  ...{ startsFrom: 'signing', priceCode: mark, billing: 'once', billingMonths: null, isTransferable: true },
  ...{ cancelRule: 'days', territory: [], productLines: [], sellerKinds: [], planTemplateId: null },
})

const planLine = { level: 1, fill: 0.9, within: 0.9, money: 100 }
const proposalFacts = {
  ...{ mean: 1, spread: 0, exposure: 12, protection: 1, leadTimes: [], shortageMinor: 100, orderAt: 0, short: 0 },
  ...{
    before: null,
    at: planLine,
    after: planLine,
    gainMinor: null,
    runsOut: null,
    isPriceKnown: true,
    history: [],
    fan: [],
  },
  stock: { onHand: 0, reserved: 0, onOrder: 0, inTransit: 0, backorders: 0, predecessors: 0 },
}

const planFigures = {
  ...{ jobs: 0, technicians: 0, travelMinutes: 0, km: 0 },
  ...{ workMinutes: 0, shiftMinutes: 0, overtimeMinutes: 0, utilisation: 0 },
}

function decision() {
  return decide({
    at: '2026-10-01',
    jurisdiction: 'CN',
    productClass: 'household-car',
    asset: { serialKnown: true, saleDate: '2026-01-01' },
    warranty: [],
  })
}

/** Pairs of two things of one kind (there is one of each), what a company has once, and books the kit keeps for itself. */
export const NOT_PLANTED = new Set([
  'parties.not_duplicate',
  'dispatch.booking_rules',
  'parts.kit_item',
  'parts.supersession',
  // Kept by the database from the movements; and what needs stock that lies there first (parts/sight.test.ts).
  'parts.balance',
  'parts.month_sum',
  'parts.value_entry',
  'parts.value_month',
  'parts.movement',
  'parts.reservation',
  'parts.shipment',
  'parts.shipment_line',
  'parts.custody_rules',
  'parts.genuine_rules',
  'parts.alternate',
  'kit.number_block',
  'kit.search_word',
  'kit.idempotency',
])

/** Nobody but the person whose they are reads these, whatever station they work at. */
export const PERSONAL = new Set(['kit.notice', 'kit.task', 'kit.saved_view', 'kit.mail'])

/** Routes whose answer never ends. */
export const ENDLESS = new Set(['GET /api/v1/live'])

import { z } from 'zod'
import { day, id, instant, line, names } from '../../kit/shapes.ts'
import { code, quantity } from '../billing/index.ts'

export const DUE_BY = ['time', 'meter', 'condition'] as const
export const COUNT_FROM = ['plan', 'done'] as const
export const METERS = ['km', 'hour', 'cycle'] as const
export const DATE_STATES = ['planned', 'ordered', 'done', 'skipped'] as const
export const PLAN_STATES = ['active', 'paused', 'ended'] as const

const tasks = z.array(z.object({ key: z.string().regex(/^[a-z][a-z0-9_]{0,39}$/), label: names })).max(60)
const parts = z.array(z.object({ code, quantity })).max(60)

const template = {
  code,
  name: names,
  productLines: z.array(code).max(200),
  dueBy: z.enum(DUE_BY),
  everyMonths: z.number().int().min(1).max(120).nullable(),
  everyUnits: z.number().gt(0).max(1e9).nullable(),
  meterKind: z.enum(METERS).nullable(),
  condition: names.nullable().describe('what somebody or something must have seen'),
  countFrom: z.enum(COUNT_FROM),
  leadDays: z.number().int().min(0).max(180).describe('so long before its day the work is opened'),
  minutes: z.number().int().min(5).max(2880),
  tasks,
  parts,
}
export const templateBody = z.object({
  ...template,
  productLines: template.productLines.default([]),
  everyMonths: template.everyMonths.default(null),
  everyUnits: template.everyUnits.default(null),
  meterKind: template.meterKind.default(null),
  condition: template.condition.default(null),
  countFrom: template.countFrom.default('plan'),
  leadDays: template.leadDays.default(14),
  minutes: template.minutes.default(60),
  tasks: tasks.default([]),
  parts: parts.default([]),
})
export const templatePatch = z.object({ ...template, isActive: z.boolean() }).partial()
export const templateView = z
  .object({ id, ...template, isActive: z.boolean(), version: z.number() })
  .meta({ id: 'MaintenanceTemplate' })

export const planBody = z.object({
  templateId: id,
  assetId: id,
  stationId: id.nullish(),
  startsOn: day,
  endsOn: day.nullish(),
})
export const dateView = z
  .object({
    id,
    seq: z.number(),
    firstOn: day,
    plannedOn: day,
    dueMeter: z.number().nullable(),
    sum: z.record(z.string(), z.union([z.string(), z.number()])),
    status: z.enum(DATE_STATES),
    requestId: id.nullable(),
    doneOn: day.nullable(),
    reason: z.string().nullable(),
    movedBy: z.string().nullable(),
    movedReason: z.string().nullable(),
    version: z.number(),
  })
  .meta({ id: 'PlannedDate' })
export const planView = z
  .object({
    id,
    status: z.enum(PLAN_STATES),
    template: templateView,
    asset: z.object({ id, serial: z.string(), model: names }),
    contract: z.object({ id, number: z.string().nullable() }).nullable(),
    station: z.object({ id, name: z.string() }).nullable(),
    startsOn: day,
    endsOn: day.nullable(),
    dates: z.array(dateView),
    createdAt: instant,
    version: z.number(),
  })
  .meta({ id: 'MaintenancePlan' })

export const moveBody = z.object({ on: day, reason: line })
export const skipBody = z.object({ reason: line })
export const doneBody = z.object({ on: day, note: line.optional() })
export const conditionBody = z.object({ note: line, on: day.optional() })

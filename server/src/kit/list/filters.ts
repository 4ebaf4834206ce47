import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import { invalid } from '../problem.ts'
import { day, instant } from '../shapes.ts'
import type { Column, ListDefinition } from './definition.ts'

/** The conditions of `filter[column]=…`; an unusable value is refused by name. */
export function filterConditions(list: ListDefinition, query: Record<string, unknown>): RawBuilder<boolean>[] {
  return Object.entries(query).flatMap(([path, given]) => {
    const key = /^filter\[(.*)\]$/.exec(path)?.[1]
    if (key === undefined || given === '' || given === undefined) return []
    const column = list.columns[key]
    if (!column?.filter) throw invalid({ path, code: 'validation.unknown_filter' })
    if (typeof given !== 'string') throw invalid({ path, code: 'validation.invalid_value' })
    return [condition(path, column, given)]
  })
}

function condition(path: string, column: Column, given: string): RawBuilder<boolean> {
  const ref = sql.raw(column.sql)
  if (given === 'none' && column.nullable) return sql<boolean>`${ref} is null`
  switch (column.type) {
    case 'instant':
    case 'day':
    case 'number':
      return range(path, column, given)
    case 'bool':
      if (given !== 'true' && given !== 'false') throw invalid({ path, code: 'validation.invalid_value' })
      return sql<boolean>`${ref} = ${given === 'true'}`
    case 'id':
      return oneOf(ref, ids(path, given), 'uuid')
    case 'texts':
      return sql<boolean>`${ref} && ${given.split(',')}::text[]`
    default:
      return values(path, column, given)
  }
}

function values(path: string, column: Column, given: string): RawBuilder<boolean> {
  const ref = sql.raw(column.sql)
  const wanted = given.split(',')
  const orNull = column.nullable && wanted.includes('none')
  const listed = wanted.filter((one) => !(orNull && one === 'none'))
  if (column.choices && !listed.every((one) => column.choices?.includes(one)))
    throw invalid({ path, code: 'validation.invalid_value' })
  const match = oneOf(ref, listed, 'text')
  return orNull ? sql<boolean>`(${match} or ${ref} is null)` : match
}

/** One value is an equality, so that an index that leads with it also gives the order. */
function oneOf(ref: RawBuilder<unknown>, wanted: readonly string[], type: 'uuid' | 'text'): RawBuilder<boolean> {
  if (wanted.length === 1) return sql<boolean>`${ref} = ${wanted[0]}::${sql.raw(type)}`
  return sql<boolean>`${ref} = any(${wanted}::${sql.raw(type)}[])`
}

function range(path: string, column: Column, given: string): RawBuilder<boolean> {
  const ref = sql.raw(column.sql)
  const [from, to] = given.includes('..') ? given.split('..') : [given, null]
  if (to === null) return sql<boolean>`${ref} = ${checked(path, column, from!)}`
  const parts: RawBuilder<boolean>[] = []
  if (from) parts.push(sql<boolean>`${ref} >= ${checked(path, column, from)}`)
  if (to) parts.push(sql<boolean>`${ref} < ${checked(path, column, to)}`)
  return parts.length === 0 ? sql<boolean>`true` : sql<boolean>`(${sql.join(parts, sql` and `)})`
}

const instants = z.union([instant, day])

function checked(path: string, column: Column, value: string): unknown {
  const shape = { number: z.coerce.number(), day, instant: instants }[column.type as 'number' | 'day' | 'instant']
  const read = shape.safeParse(value)
  if (!read.success) throw invalid({ path, code: 'validation.invalid_value' })
  return read.data
}

function ids(path: string, given: string): string[] {
  const list = given.split(',')
  if (!list.every((one) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(one)))
    throw invalid({ path, code: 'validation.invalid_value' })
  return list
}

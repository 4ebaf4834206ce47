import Dexie from 'dexie'
import { expect, test } from 'vitest'
import { refusedWrite } from './refused-write.ts'

const full = new DOMException('full', 'QuotaExceededError')

test('a memory without room is known wherever the write was refused: alone, among many rows, at the end of the transaction', () => {
  expect(refusedWrite(full)).toBe('full')
  expect(refusedWrite(new Dexie.QuotaExceededError('full', full))).toBe('full')
  // As `Table.update` and `modify` say it: the reasons lie in a list.
  expect(refusedWrite(new Dexie.ModifyError('Error modifying one or more objects', [full], 0, ['a']))).toBe('full')
  expect(refusedWrite(new Dexie.BulkError('visits.bulkPut(): 1 of 2 operations failed', { 1: full }))).toBe('full')
  expect(refusedWrite(new Dexie.AbortError('Transaction aborted', full))).toBe('full')
  expect(refusedWrite(new Dexie.AbortError('Transaction aborted', new Dexie.ModifyError('', [full], 0, [])))).toBe(
    'full',
  )
})

test('a memory that was closed or renewed meanwhile has not kept it either; what is no matter of the memory is none', () => {
  expect(refusedWrite(new Dexie.DatabaseClosedError('Database has been closed'))).toBe('other')
  expect(refusedWrite(new Dexie.VersionError('of another tab'))).toBe('other')
  for (const error of [new Error('no network'), new TypeError(), undefined, null, 'text', { name: 'AbortError' }])
    expect(refusedWrite(error)).toBeNull()
})

import type pg from 'pg'
import { type Finding, fail, ok, warn } from './finding.ts'

const BY_HAND = 'select * from parts.ledger_fault; select * from parts.transit_fault;'

/** The parts ledger adds up: what lies, is kept, is worth and is on its way is the sum of what was booked. */
export async function checkLedger(client: pg.Client): Promise<Finding> {
  const { rows: there } = await client.query(`select to_regclass('parts.transit_fault') is not null as yes`)
  if (!there[0].yes) return ok('ledger', 'no ledger yet')
  try {
    // It reads every movement there is: a doctor who takes hours is asked no more.
    await client.query(`set statement_timeout = '2min'`)
    const { rows } =
      await client.query(`select count(*)::int as n, (array_agg(distinct rule)) as rules, (array_agg(part_id))[1] as part
      from (select rule, part_id from parts.ledger_fault union all select 'transit', part_id from parts.transit_fault) f`)
    const { n, rules, part } = rows[0]
    if (n === 0) return ok('ledger', 'every balance is the sum of its movements')
    return fail(
      'ledger',
      `${n} sums are off (${rules.join(', ')}), first of part ${part}`,
      `Write us what this says: ${BY_HAND}`,
    )
  } catch (error) {
    if ((error as { code?: string }).code !== '57014') throw error
    return warn('ledger', 'not added up within two minutes', `Ask the database in a quiet hour: ${BY_HAND}`)
  } finally {
    await client.query('reset statement_timeout')
  }
}

import { type Actor, systemActor } from '../../kit/actor.ts'
import { type Tx, tenantOf } from '../../kit/db.ts'
import { keepMade } from '../../kit/files/made.ts'
import type { Job, ReactionCall, Reactions } from '../../kit/jobs.ts'
import { customersOwn } from '../../kit/subjects.ts'
import { findContract } from './contracts.ts'
import { findableContract } from './findable.ts'
import { invoiceDue, invoiceInstalments } from './invoicing.ts'
import { noteDecision, requestGivesBack, visitCost, visitGivesBack, visitServed, visitTakes } from './jobs-served.ts'
import { dateServed, noteOrdered, orderMaintenance } from './maintenance.ts'
import { contractPaper } from './paper.ts'
import { reforecast } from './plan-dates.ts'
import { noticeRenewals } from './renewals.ts'
import { expireContracts } from './suspension.ts'
import { followMerge, followProduct, undoFollow } from './transfer.ts'

customersOwn('contract', async (tx, customerId, id) =>
  Boolean(
    await tx
      .selectFrom('contracts.contract')
      .select('id')
      .where('id', '=', id)
      .where('customer_id', '=', customerId)
      .where('status', '<>', 'draft')
      .executeTakeFirst(),
  ),
)

const inItsName = (tx: Tx): Actor => systemActor(tenantOf(tx))
const findable = ({ tx, event }: ReactionCall) => findableContract(tx, event.subjectId)
const forecast = ({ tx, event }: ReactionCall) => reforecast(tx, event.subjectId)

/** What was signed is printed once and kept as it was. */
async function keepPaper({ tx, event, services }: ReactionCall): Promise<void> {
  const actor = inItsName(tx)
  const row = await findContract(tx, actor, event.subjectId)
  const bytes = await contractPaper(tx, services, actor, row.id)
  const to = { type: 'contract', id: row.id, stationId: row.station_id, isPublic: true }
  const fileId = await keepMade(tx, services, actor, { name: `${row.number}.pdf`, bytes }, to)
  await tx.updateTable('contracts.contract').set({ file_id: fileId }).where('id', '=', row.id).execute()
}

/** What is due at once is not left to the night. */
const billNow = ({ tx, event }: ReactionCall) => invoiceDue(tx, event.at).then(() => {})

export const reactions: Reactions = {
  'contract.activated': { 'contracts.findable': findable, 'contracts.paper': keepPaper, 'contracts.bill': billNow },
  'cover.decided': { 'contracts.job': noteDecision },
  'cover.redecided': { 'contracts.job': noteDecision },
  'visit.booked': { 'contracts.take': visitTakes },
  'visit.cancelled': { 'contracts.return': visitGivesBack },
  'visit.declined': { 'contracts.return': visitGivesBack },
  'visit.no_access': { 'contracts.return': visitGivesBack },
  'visit.part_completed': { 'contracts.return': visitGivesBack, 'contracts.cost': visitCost },
  'visit.completed': { 'contracts.served': visitServed, 'contracts.date': dateServed },
  'request.cancelled': { 'contracts.return': requestGivesBack },
  'request.merged': { 'contracts.return': requestGivesBack },
  'maintenance.ordered': { 'contracts.ordered': noteOrdered },
  'meter.read': { 'contracts.forecast': forecast },
  'meter.doubted': { 'contracts.forecast': forecast },
  'meter.trusted': { 'contracts.forecast': forecast },
  'asset.transferred': { 'contracts.follow': followProduct },
  'customer.merged': { 'contracts.follow': followMerge },
  'customer.merge_undone': { 'contracts.follow': undoFollow },
}
export const jobs: Job[] = [invoiceInstalments, expireContracts, noticeRenewals, orderMaintenance]

import { choice, dayColumn, defineList, idColumn, instantColumn, text } from '../../kit/list/definition.ts'
import { assetVisible, VOID_CODES } from '../assets/index.ts'
import { VOIDING_STATES } from './voiding-shapes.ts'

export const voidingList = defineList({
  name: 'voidings',
  words: 'voidings',
  path: '/entitlement/voidings',
  needs: 'entitlement.decide',
  summary: 'Voided warranties and the objections to them',
  from: `entitlement.voiding v join assets.asset a on a.tenant_id = v.tenant_id and a.id = v.asset_id`,
  id: 'v.id',
  visible: (actor) => assetVisible(actor, 'a'),
  columns: {
    serial: text('a.serial'),
    assetId: idColumn('v.asset_id'),
    code: choice('v.code', VOID_CODES),
    status: choice('v.status', VOIDING_STATES),
    fromOn: dayColumn('v.from_on'),
    madeAt: instantColumn('v.made_at', { sortable: true }),
    madeByName: text('v.made_by_name'),
    appealUntil: dayColumn('v.appeal_until'),
    appealedAt: instantColumn('v.appealed_at', { nullable: true }),
  },
  sort: '-madeAt',
  subject: 'voiding',
})

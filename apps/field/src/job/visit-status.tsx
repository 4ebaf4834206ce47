import { StatusTag, type Tone } from '@aftercare/ui'
import { useTranslation } from 'react-i18next'
import type { Visit } from '../data/store.ts'

/** As the desk shows them. */
const tones: Record<Visit['status'], Tone> = {
  proposed: 'waiting',
  scheduled: 'planned',
  accepted: 'planned',
  declined: 'neutral',
  en_route: 'moving',
  on_site: 'working',
  working: 'working',
  done: 'done',
  part_done: 'done',
  no_access: 'neutral',
  cancelled: 'neutral',
}

export function VisitStatus({ status }: { status: Visit['status'] }) {
  const { t } = useTranslation('dispatch')
  return <StatusTag tone={tones[status]}>{t(`status.${status}`)}</StatusTag>
}

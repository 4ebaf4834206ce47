import { StatusTag, type Tone } from '@aftercare/ui'
import { useTranslation } from 'react-i18next'
import type { Visit } from '../data/store.ts'

const tones: Record<Visit['status'], Tone> = {
  proposed: 'waiting',
  scheduled: 'planned',
  accepted: 'planned',
  declined: 'neutral',
  en_route: 'moving',
  on_site: 'moving',
  working: 'working',
  done: 'done',
  part_done: 'waiting',
  no_access: 'neutral',
  cancelled: 'neutral',
}

export function VisitStatus({ status }: { status: Visit['status'] }) {
  const { t } = useTranslation('field')
  return <StatusTag tone={tones[status]}>{t(`status.${status}`)}</StatusTag>
}

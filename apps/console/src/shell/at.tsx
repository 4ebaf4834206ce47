import { useFormat } from '@aftercare/words/web'
import { useSession } from './session.ts'

type AtProps = { at: string | null | undefined; zone?: string | undefined; only?: 'day' | 'time' }

/** An instant in the zone of its site, else of the person; the tooltip names the zone. */
export function At({ at, zone, only }: AtProps) {
  const { person } = useSession()
  const { dates } = useFormat()
  if (!at) return null
  const format = dates(zone ?? person.timeZone)
  return (
    <time dateTime={at} title={format.full(at)}>
      {only === 'day' ? format.day(at) : only === 'time' ? format.time(at) : format.dayTime(at)}
    </time>
  )
}

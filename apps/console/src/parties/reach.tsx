import { CopyText } from '@aftercare/ui'
import { addressText, type Place } from '@aftercare/words/web'

/** A phone one can call and copy. */
export function PhoneLink({ phone }: { phone: string | null | undefined }) {
  if (!phone) return null
  return (
    <CopyText text={phone}>
      <a href={`tel:${phone}`}>{phone}</a>
    </CopyText>
  )
}

/** An e-mail address one can write to and copy. */
export function MailLink({ email }: { email: string | null | undefined }) {
  if (!email) return null
  return (
    <CopyText text={email}>
      <a href={`mailto:${email}`}>{email}</a>
    </CopyText>
  )
}

type Located = Place & { lat?: number | null; lon?: number | null }

/** Opens the place in whatever map the device has. */
export function mapUrl(place: Located): string {
  const at = place.lat != null && place.lon != null ? `${place.lat},${place.lon}` : addressText(place)
  return `https://www.openstreetmap.org/search?query=${encodeURIComponent(at)}`
}

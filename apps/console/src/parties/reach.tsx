import { CopyText } from '@aftercare/ui'

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

type Place = {
  line: string
  district?: string | null
  city?: string | null
  region?: string | null
  postalCode?: string | null
  country: string
  lat?: number | null
  lon?: number | null
}

/** As people there write it: the large first in Chinese, the street first elsewhere. */
export function addressText(place: Place): string {
  const { line, district, city, region, postalCode } = place
  if (['CN', 'TW', 'HK', 'MO'].includes(place.country))
    return [
      postalCode,
      [region?.startsWith(city ?? '-') ? null : region, city, district, line].filter(Boolean).join(''),
    ]
      .filter(Boolean)
      .join(' ')
  const town =
    place.country === 'US' || place.country === 'CA'
      ? [city, [region, postalCode].filter(Boolean).join(' ')]
      : [[postalCode, city].filter(Boolean).join(' '), region]
  return [line, district, ...town].filter(Boolean).join(', ')
}

/** Opens the place in whatever map the device has. */
export function mapUrl(place: Place): string {
  const at = place.lat != null && place.lon != null ? `${place.lat},${place.lon}` : addressText(place)
  return `https://www.openstreetmap.org/search?query=${encodeURIComponent(at)}`
}

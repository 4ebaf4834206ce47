/** A place as it is stored, part by part. */
export interface Place {
  country?: string | null
  region?: string | null
  city?: string | null
  district?: string | null
  line?: string | null
  postalCode?: string | null
}

const LARGE_FIRST = new Set(['CN', 'TW', 'HK', 'MO'])
const HAN = /\p{Script=Han}/u

/**
 * An address in one line, as people at that place write it: 省市区街号 from large to small without gaps in Chinese, the street
 * first elsewhere. What is written in Latin letters keeps the order of Latin letters, wherever it lies.
 */
export function addressText(place: Place): string {
  const { country, region, city, district, line, postalCode } = place
  // Where the country is not told, Chinese characters tell enough.
  if ((!country || LARGE_FIRST.has(country)) && HAN.test(`${region ?? ''}${city ?? ''}${line ?? ''}`)) {
    const parts = [region, city, district, line].filter((part): part is string => Boolean(part))
    // 上海市 上海: the region of a municipality is the city itself; and a line may begin with what stands before it.
    const told = parts.filter((part, i) => !parts.some((other, j) => j !== i && isWithin(part, other, i < j)))
    return [postalCode, told.join('')].filter(Boolean).join(' ')
  }
  const town =
    country === 'US' || country === 'CA'
      ? [city, [region, postalCode].filter(Boolean).join(' ')]
      : [[postalCode, city].filter(Boolean).join(' '), region === city ? null : region]
  return [line, district, ...town].filter(Boolean).join(', ')
}

/** The larger part is left out when a smaller one begins with it; of two that are the same the first stays. */
function isWithin(part: string, other: string, isBefore: boolean): boolean {
  return isBefore ? other.startsWith(part) && other !== part : other.startsWith(part)
}

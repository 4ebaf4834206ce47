import { $api } from '../shell/api.ts'

const path = '/api/v1/stock-places/{id}/bins'

/** Where on the shelves of a place these parts lie. */
export function useBins(placeId: string, partIds: readonly string[]): ReadonlyMap<string, string> {
  const { data } = $api.useQuery(
    'get',
    path,
    { params: { path: { id: placeId }, query: { partIds: partIds.join(',') } } },
    { enabled: partIds.length > 0 },
  )
  return new Map((data?.items ?? []).map((one) => [one.partId, one.bin]))
}

/** The order one walks the shelves in; what has no bin comes last. */
export const byBin =
  (bins: ReadonlyMap<string, string>) =>
  (a: { partId: string; part: string }, b: { partId: string; part: string }): number => {
    const [one, other] = [bins.get(a.partId) ?? '\uffff', bins.get(b.partId) ?? '\uffff']
    return one.localeCompare(other, 'en', { numeric: true }) || a.part.localeCompare(b.part)
  }

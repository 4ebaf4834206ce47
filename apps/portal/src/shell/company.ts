import { api } from './api.ts'

const kept = 'aftercare.portal.company'

/** The company whose portal was opened last on this device. */
export function rememberCompany(code: string): void {
  localStorage.setItem(kept, code)
}
export function forgetCompany(): void {
  localStorage.removeItem(kept)
}

/** Which company an address without one means: the last on this device, or the only one here; null when nobody can know. */
export async function knownCompany(): Promise<string | null> {
  const last = localStorage.getItem(kept)
  if (last) return last
  return api.GET('/api/v1/only-company').then(
    (answer) => answer.data!.code,
    () => null,
  )
}
